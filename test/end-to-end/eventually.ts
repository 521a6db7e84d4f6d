import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 100;
const PATIENCE_MS = 150_000;

/** Tries again until there is an answer. A rejection counts as "not yet"; the last one is the cause of giving up. */
export async function eventually<Value>(
  what: string,
  attempt: () => Promise<Value | undefined>,
): Promise<Value> {
  let last: unknown;
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    try {
      const value = await attempt();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
    await delay(POLL_MS);
  }
  throw new Error(`it never came to this: ${what}`, { cause: last });
}
