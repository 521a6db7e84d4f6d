import { setTimeout as sleep } from 'node:timers/promises';
import { Backoff, type BackoffOptions } from '../backoff.js';
import { retryDelayOf } from './controller-error.js';

export interface RetryOptions {
  readonly backoff: BackoffOptions;
  /** Ends the attempts; the promise then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Whether an error is worth another attempt; the promise rejects with it otherwise. */
  readonly again: (error: unknown) => boolean;
  /** Told before each wait. */
  readonly onRetry: (error: unknown, delayMs: number) => void;
}

/** Calls until it succeeds, with growing delays in between, or those that the server names. */
export async function retry<Value>(call: () => Promise<Value>, options: RetryOptions): Promise<Value> {
  const { signal } = options;
  const backoff = new Backoff(options.backoff);
  for (;;) {
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      if (!options.again(error)) throw error;
      const delayMs = backoff.next(retryDelayOf(error));
      options.onRetry(error, delayMs);
      // Its own AbortError says nothing; the signal's reason is thrown above.
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
