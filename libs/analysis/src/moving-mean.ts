/** Mean of the last values, some of which may be missing. */
export class MovingMean {
  readonly #window: number;
  /** A ring; it grows no larger than the window. */
  readonly #last: (number | null)[] = [];
  #next = 0;
  #sum = 0;
  #measured = 0;

  constructor(window: number) {
    this.#window = window;
  }

  /** Undefined where all of the last are missing. */
  get value(): number | undefined {
    return this.#measured === 0 ? undefined : this.#sum / this.#measured;
  }

  push(value: number | null): void {
    this.#count(this.#last[this.#next] ?? null, -1);
    this.#last[this.#next] = value;
    this.#next = (this.#next + 1) % this.#window;
    this.#count(value, 1);
    // Adding and taking away leaves rounding errors behind; each round begins without them.
    if (this.#next === 0) this.#sum = this.#last.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  }

  #count(value: number | null, sign: 1 | -1): void {
    if (value === null) return;
    this.#sum += sign * value;
    this.#measured += sign;
  }
}
