import { setImmediate } from 'node:timers/promises';

/**
 * Rows in batches, each read from behind the last row of the one before, until there are none. Between batches other
 * work of the process has its turn, since SQLite's statements keep the thread. Rejects with the signal's reason.
 */
export async function* inBatches<Row>(
  read: (last: Row | undefined) => Promise<readonly Row[]>,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[]> {
  for (let last: Row | undefined; ;) {
    signal.throwIfAborted();
    const rows = await read(last);
    last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    await setImmediate();
  }
}
