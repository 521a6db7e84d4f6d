/** Seconds of a training, those of interrupted runs before it included. */
export class Stopwatch {
  readonly #now: () => number;
  readonly #start: number;

  /** @param now - milliseconds on a clock that never goes back */
  constructor(now: () => number, secondsBefore = 0) {
    this.#now = now;
    this.#start = now() - 1000 * secondsBefore;
  }

  get seconds(): number {
    return (this.#now() - this.#start) / 1000;
  }
}
