import { addAbortListener } from 'node:events';

/** A signal that aborts with the first of several; disposing unties it from them. */
export interface JoinedSignal extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Like `AbortSignal.any`, which in Node 20 keeps every signal that it makes for as long as one of its
 * sources lives; ours are made for each block and their sources live as long as the service.
 */
export function joinSignals(...sources: readonly AbortSignal[]): JoinedSignal {
  const controller = new AbortController();
  const listeners = sources.map((source) =>
    addAbortListener(source, () => {
      controller.abort(source.reason);
    }),
  );
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const listener of listeners) listener[Symbol.dispose]();
    },
  };
}
