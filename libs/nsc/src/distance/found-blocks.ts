/** The nearest of all that is looked at, with all that are as near as the last of them. */
export class FoundBlocks {
  readonly #count: number;
  /** By twice the distance: places of blocks. */
  readonly #byDistance: number[][] = [];
  /** How many are within the limit. */
  #within = 0;
  #limit = Number.POSITIVE_INFINITY;

  /** `count`: how many are wanted. */
  constructor(count: number) {
    this.#count = count;
  }

  /** Twice the distance beyond which nothing is wanted any more. */
  get limit(): number {
    return this.#limit;
  }

  add(twiceTheDistance: number, place: number): void {
    if (twiceTheDistance > this.#limit) return;
    (this.#byDistance[twiceTheDistance] ??= []).push(place);
    this.#within += 1;
    if (this.#within < this.#count) return;
    this.#limit = Math.min(this.#limit, this.#byDistance.length - 1);
    for (;;) {
      const last = this.#byDistance[this.#limit]?.length ?? 0;
      if (this.#within - last < this.#count) return;
      this.#within -= last;
      this.#byDistance.length = this.#limit;
      this.#limit -= 1;
    }
  }

  /** The nearest first, of equally near ones as they came: twice the distance, and the place. */
  *[Symbol.iterator](): Generator<readonly [number, number]> {
    for (const [distance, places] of this.#byDistance.entries()) {
      // Distances that no block has are holes.
      for (const place of (places as number[] | undefined) ?? []) yield [distance, place];
    }
  }
}
