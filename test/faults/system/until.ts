import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Tries again until there is an answer. A rejection counts as "not yet"; the last one is the cause of giving up. An
 * attempt that tells of more done than any before it gets the whole patience anew: a machine may be slow, but not stuck.
 */
export async function until<Value>(
  what: string,
  patienceMs: number,
  attempt: (done: (count: number) => void) => Value | undefined | Promise<Value | undefined>,
  pollMs = POLL_MS,
): Promise<Value> {
  let began = performance.now();
  let most = 0;
  let last: unknown;
  const done = (count: number): void => {
    if (count <= most) return;
    most = count;
    began = performance.now();
  };
  for (;;) {
    try {
      const value = await attempt(done);
      if (value !== undefined) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() - began > patienceMs) {
      throw new Error(`${what}: nothing happened for ${Math.round(patienceMs / 1000)} s`, { cause: last });
    }
    await sleep(pollMs);
  }
}
