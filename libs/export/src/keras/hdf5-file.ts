import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Hdf5Dataset, Hdf5Reply, Hdf5Request } from './hdf5-messages.js';

/** Beside `src` and `dist` alike. */
const THREAD = new URL('../../bin/hdf5-thread.js', import.meta.url);

/**
 * Writes an HDF5 file, one array after the other; none stays in memory. Equal arrays in equal order give
 * equal bytes.
 *
 * Rejects where the file cannot be written; what is there then is to be removed by whoever named it.
 */
export async function writeHdf5(path: string, datasets: Iterable<Hdf5Dataset>): Promise<void> {
  const thread = new Worker(THREAD, { workerData: path });
  const ended = once(thread, 'exit').then((): never => {
    throw new Error('the thread that writes it ended');
  });
  // Whoever waits for an answer hears of it; once all is written it ends as it should.
  ended.catch(() => undefined);
  const ask = async (request: Hdf5Request): Promise<void> => {
    const answer = once(thread, 'message') as Promise<[Hdf5Reply]>;
    thread.postMessage(request);
    const [reply] = await Promise.race([answer, ended]).catch((error: unknown) => {
      throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
    });
    if (reply.kind === 'failed') throw new Error(`${path}: ${reply.message}`);
  };
  try {
    for (const dataset of datasets) await ask({ kind: 'dataset', ...dataset });
    await ask({ kind: 'close' });
  } finally {
    await thread.terminate();
  }
}
