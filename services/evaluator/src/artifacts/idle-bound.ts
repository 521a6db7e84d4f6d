import { joinSignals, type JoinedSignal } from '../joined-signal.js';

/** How long nothing may come. */
export interface IdleMs {
  /** Before the first of it. */
  readonly first: number;
  /** From one to the next. */
  readonly between: number;
}

/** Nothing came any more. */
export class StalledError extends Error {
  override readonly name = 'StalledError';
}

/** A signal that aborts with another one, or with a {@link StalledError} where nothing comes. Disposing stops the clock. */
export interface IdleBound extends JoinedSignal {
  /** Whether it is the clock that aborted it, and with what. */
  readonly stalled: StalledError | undefined;
  /** Something came; the clock stands still until {@link resume}, so that what is done with it is not counted. */
  pause(): void;
  resume(): void;
}

/** Not with `AbortSignal.timeout`: Node 20 may collect that, and then it never comes. */
export function idleBound(source: AbortSignal, { first, between }: IdleMs): IdleBound {
  const clock = new AbortController();
  const joined = joinSignals(source, clock.signal);
  let stalled: StalledError | undefined;
  const start = (ms: number) =>
    setTimeout(() => {
      stalled = new StalledError(`nothing came for ${String(ms)} ms`);
      clock.abort(stalled);
    }, ms);
  let timer = start(first);
  const pause = (): void => {
    clearTimeout(timer);
  };
  return {
    signal: joined.signal,
    get stalled() {
      return stalled;
    },
    pause,
    resume: () => {
      pause();
      timer = start(between);
    },
    [Symbol.dispose]: () => {
      pause();
      joined[Symbol.dispose]();
    },
  };
}
