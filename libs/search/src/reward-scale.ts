/**
 * Where the scale has its zero on which rewards enter the table. The corrected reward has none of its own:
 * counting FLOPs in thousands instead of millions would lower each reward by 6.9. The zero follows the mean
 * and the spread of the rewards observed so far; docs/q-learning.md says why and what it brings.
 */
export class RewardScale {
  readonly #means: number;
  readonly #deviations: number;
  #count = 0;
  #mean = 0;
  #squares = 0;

  constructor(options: { readonly zeroMeans: number; readonly zeroDeviations: number }) {
    this.#means = options.zeroMeans;
    this.#deviations = options.zeroDeviations;
  }

  /** Takes a reward into account, in percent points (Welford's update). */
  add(reward: number): void {
    this.#count += 1;
    const distance = reward - this.#mean;
    this.#mean += distance / this.#count;
    this.#squares += distance * (reward - this.#mean);
  }

  /** In percent points; 0 while there is no reward. */
  get zero(): number {
    if (this.#count === 0) return 0;
    return this.#means * this.#mean + this.#deviations * Math.sqrt(this.#squares / this.#count);
  }
}
