import { availableParallelism } from 'node:os';

/** Threads that Node lends native code, sharp's decoders among it. */
const POOL_THREADS = 4;

/**
 * Images to decode at a time where nothing else is said: half the cores, since training has use for all of
 * them, and no more than native code gets threads (4, or what UV_THREADPOOL_SIZE says).
 */
export function defaultDecoders(
  cores = availableParallelism(),
  poolSize = process.env['UV_THREADPOOL_SIZE'],
): number {
  const threads = Number(poolSize ?? POOL_THREADS);
  const most = Number.isInteger(threads) && threads > 0 ? threads : POOL_THREADS;
  return Math.max(1, Math.min(Math.floor(cores / 2), most));
}
