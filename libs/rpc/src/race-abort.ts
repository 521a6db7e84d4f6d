/**
 * Settles as the work does, or rejects with the signal's reason where that aborts first. Leaves nothing behind
 * on the signal: a promise for the abort, raced with value after value of a stream, would keep every one
 * of them until the stream ends.
 */
export function raceAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
