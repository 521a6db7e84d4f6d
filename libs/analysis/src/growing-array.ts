type NumberArray = Float64Array | Uint16Array | Uint8Array;

const INITIAL_CAPACITY = 1024;

/** A typed array that values are added to. */
export class GrowingArray<Values extends NumberArray> {
  readonly #type: new (length: number) => Values;
  #held: Values;
  #length = 0;

  constructor(type: new (length: number) => Values) {
    this.#type = type;
    this.#held = new type(INITIAL_CAPACITY);
  }

  get length(): number {
    return this.#length;
  }

  /** Those added so far; not to be kept, since adding may leave it behind. */
  get values(): Values {
    return this.#held.subarray(0, this.#length) as Values;
  }

  push(value: number): void {
    if (this.#length === this.#held.length) {
      const larger = new this.#type(2 * this.#length);
      larger.set(this.#held);
      this.#held = larger;
    }
    this.#held[this.#length] = value;
    this.#length += 1;
  }
}
