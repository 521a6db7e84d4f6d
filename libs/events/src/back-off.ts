import { setTimeout } from 'node:timers/promises';

/** How the pauses between attempts grow: doubled each time up to a bound. */
export interface BackOff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Pause after the given attempt, which counts from 1. */
export function backOffMs(attempt: number, backOff: BackOff): number {
  return Math.min(backOff.maxMs, backOff.firstMs * 2 ** (attempt - 1));
}

/** Waits. Rejects with the signal's reason once it is aborted. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(durationMs, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
