import type { Clock } from '@blockqnn/telemetry';

/**
 * The database's clock as far as it is known between two looks at it: what it said last, and the time that
 * passed since by a clock that nobody sets. All controllers of a database so agree about when leases end.
 */
export class SynchronisedClock implements Clock {
  #databaseMs: number;
  #seenAtMs: number;
  readonly #monotonicMs: () => number;

  /** @param monotonicMs Milliseconds from any point on. */
  constructor(databaseMs: number, monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
    this.#databaseMs = databaseMs;
    this.#seenAtMs = monotonicMs();
  }

  /** Never goes back. */
  now(): number {
    return Math.floor(this.#databaseMs + this.#monotonicMs() - this.#seenAtMs);
  }

  /** Takes note of what the database's clock says now. */
  observe(databaseMs: number): void {
    // An answer is always late, never early: the latest reading of the clock is the truest.
    const presentMs = this.now();
    if (databaseMs <= presentMs) return;
    this.#databaseMs = databaseMs;
    this.#seenAtMs = this.#monotonicMs();
  }
}
