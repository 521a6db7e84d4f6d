/** A signal that is aborted as soon as one of several is. Dispose it once nothing waits under it any more. */
export interface JoinedSignal extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Joins signals. Not AbortSignal.any: on Node 20 its signals may be collected before they are aborted, and
 * on sources that live as long as the process each leaves a little memory behind.
 */
export function joinSignals(...sources: readonly AbortSignal[]): JoinedSignal {
  const joined = new AbortController();
  const listeners = new AbortController();
  for (const source of sources) {
    const abort = (): void => {
      joined.abort(source.reason);
    };
    if (source.aborted) abort();
    source.addEventListener('abort', abort, { once: true, signal: listeners.signal });
  }
  return {
    signal: joined.signal,
    [Symbol.dispose]: () => {
      listeners.abort();
    },
  };
}
