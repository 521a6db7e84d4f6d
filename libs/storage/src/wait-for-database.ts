import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable } from './availability.js';

export interface DatabaseWait {
  /** Ends the waiting; its reason is what the promise rejects with. */
  readonly signal: AbortSignal;
  /** Called for the first failed attempt, and then at most every 10 s; for a log. */
  readonly onAway?: (error: unknown, attempt: number) => void;
  /** After which errors to try again. Default: those that say that the database is away. */
  readonly retry?: (error: unknown) => boolean;
  /** Pause after the first failed attempt; doubled each time. Default 100 ms. */
  readonly firstPauseMs?: number;
  /** Longest pause. Default 2 s: a database that is back is used soon. */
  readonly maxPauseMs?: number;
}

const TELL_MS = 10_000;

/**
 * Does something with a database, again and again until the database is there. Rejects with any other error
 * than those to be tried after, such as `ACCESS_DENIED` or `SCHEMA_TOO_NEW`.
 */
export async function waitForDatabase<T>(attempt: () => Promise<T>, wait: DatabaseWait): Promise<T> {
  const { signal, onAway, retry = isUnavailable, firstPauseMs = 100, maxPauseMs = 2_000 } = wait;
  let toldAtMs = Number.NEGATIVE_INFINITY;
  for (let count = 1; ; count += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!retry(error)) throw error;
      if (performance.now() - toldAtMs >= TELL_MS) {
        toldAtMs = performance.now();
        onAway?.(error, count);
      }
    }
    const pauseMs = Math.min(maxPauseMs, firstPauseMs * 2 ** Math.min(count - 1, 20));
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
