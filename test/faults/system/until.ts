import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/** Tries again until there is an answer. A rejection counts as "not yet"; the last one is the cause of giving up. */
export async function until<Value>(
  what: string,
  patienceMs: number,
  attempt: () => Value | undefined | Promise<Value | undefined>,
  pollMs = POLL_MS,
): Promise<Value> {
  const began = performance.now();
  let last: unknown;
  for (;;) {
    try {
      const value = await attempt();
      if (value !== undefined) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() - began > patienceMs) {
      throw new Error(`not within ${Math.round(patienceMs / 1000)} s: ${what}`, { cause: last });
    }
    await sleep(pollMs);
  }
}
