/** A figure over several searches, added one by one (B. P. Welford, 1962: no digits are lost among large sums). */
export class Spread {
  #count = 0;
  #mean = 0;
  #squares = 0;
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;

  get count(): number {
    return this.#count;
  }

  /** 0 where nothing was added, as all the rest. */
  get mean(): number {
    return this.#mean;
  }

  get minimum(): number {
    return this.#count === 0 ? 0 : this.#minimum;
  }

  get maximum(): number {
    return this.#count === 0 ? 0 : this.#maximum;
  }

  /** Of the sample, n − 1 in the denominator; 0 for a single value. */
  get standardDeviation(): number {
    return this.#count > 1 ? Math.sqrt(this.#squares / (this.#count - 1)) : 0;
  }

  addIfAny(value: number | undefined): void {
    if (value === undefined) return;
    this.#count += 1;
    const before = value - this.#mean;
    this.#mean += before / this.#count;
    this.#squares += before * (value - this.#mean);
    this.#minimum = Math.min(this.#minimum, value);
    this.#maximum = Math.max(this.#maximum, value);
  }
}
