import { randomInt } from 'node:crypto';

/** Bounds of a {@link Backoff}. */
export interface BackoffOptions {
  /** The first delay, before jitter. */
  readonly initialMs: number;
  /** No delay is longer. */
  readonly maxMs: number;
}

/** However little the other side asks for. */
const LEAST_NAMED_MS = 50;

/**
 * Growing delays between attempts: doubled each time up to the bound, and each between half and the
 * whole of that, at random, so that many workers do not come back at the same moment.
 */
export class Backoff {
  readonly #options: BackoffOptions;
  #nextMs: number;

  constructor(options: BackoffOptions) {
    this.#options = options;
    this.#nextMs = options.initialMs;
  }

  /**
   * The delay before the next attempt, in ms.
   *
   * @param namedMs - what the other side asks for, in ms; then the delay is between that and half as much
   *   again, and those that come later do not grow
   */
  next(namedMs?: number): number {
    if (namedMs !== undefined) {
      const leastMs = Math.max(LEAST_NAMED_MS, Math.ceil(namedMs));
      return randomInt(leastMs, Math.ceil(1.5 * leastMs) + 1);
    }
    const delayMs = this.#nextMs;
    this.#nextMs = Math.min(2 * delayMs, this.#options.maxMs);
    return randomInt(Math.ceil(delayMs / 2), delayMs + 1);
  }

  /** To be called after a success: the next delay is the first one again. */
  reset(): void {
    this.#nextMs = this.#options.initialMs;
  }
}
