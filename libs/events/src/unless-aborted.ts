import { setMaxListeners } from 'node:events';

/**
 * The promise's outcome, or a rejection with a signal's reason where that comes first. The work behind
 * the promise goes on; a late rejection of it is of no interest any more.
 */
export async function unlessAborted<T>(promise: Promise<T>, ...signals: readonly AbortSignal[]): Promise<T> {
  promise.catch(() => undefined);
  for (const signal of signals) signal.throwIfAborted();
  // Many may wait under one signal, each until its own promise settles.
  setMaxListeners(0, ...signals);
  // Not AbortSignal.any: on signals that live as long as the process it keeps a little memory for every call.
  const stopWaiting = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    for (const signal of signals) {
      const onAbort = (): void => {
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true, signal: stopWaiting.signal });
    }
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stopWaiting.abort();
  }
}
