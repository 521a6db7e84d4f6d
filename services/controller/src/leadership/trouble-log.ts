import { isUnavailable } from '@blockqnn/storage';
import type { Logger } from '@blockqnn/telemetry';

/** A database that is away for hours fills no log. */
const TELL_EVERY_MS = 10_000;

/** Tells why the database cannot be used: at once where the reason is new, and now and then while it stays. */
export class TroubleLog {
  readonly #logger: Logger;
  #toldAtMs = -Infinity;
  #reason = '';

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  tell(error: unknown, retryInMs: number): void {
    const reason = error instanceof Error ? error.message : String(error);
    const nowMs = performance.now();
    if (reason === this.#reason && nowMs - this.#toldAtMs < TELL_EVERY_MS) return;
    this.#reason = reason;
    this.#toldAtMs = nowMs;
    // Where the database is away the message says all; anything else is worth its stack.
    const cause = isUnavailable(error) ? { reason } : { err: error };
    this.#logger.warn({ ...cause, retryInMs }, 'the database cannot be used');
  }
}
