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

/**
 * A signal that aborts with another one or after a time, whichever comes first; disposing stops the clock.
 * Not `AbortSignal.any` with `AbortSignal.timeout`: Node 20 may collect the time-out, and then it never comes.
 */
export function boundSignal(source: AbortSignal, timeoutMs: number): JoinedSignal {
  const clock = new AbortController();
  const timer = setTimeout(() => {
    clock.abort(new DOMException(`not done within ${String(timeoutMs)} ms`, 'TimeoutError'));
  }, timeoutMs);
  const joined = joinSignals(source, clock.signal);
  return {
    signal: joined.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      joined[Symbol.dispose]();
    },
  };
}
