import { availableParallelism } from 'node:os';

/** Threads that Node lends native code, sharp's decoders among it. */
const POOL_THREADS = 4;

/**
 * Images to decode at a time where nothing else is said: one for each core, and no more than native code gets
 * threads (4, or what UV_THREADPOOL_SIZE says). Training uses all cores too; with fewer decoders it crowds
 * them out and then waits for them, while decoders that are ahead rest.
 */
export function defaultDecoders(
  cores = availableParallelism(),
  poolSize = process.env['UV_THREADPOOL_SIZE'],
): number {
  const threads = Number(poolSize ?? POOL_THREADS);
  const most = Number.isInteger(threads) && threads > 0 ? threads : POOL_THREADS;
  return Math.max(1, Math.min(cores, most));
}
