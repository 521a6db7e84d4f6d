/** Lets one at a time through, in the order of arrival. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Does `work` when all before are done. Rejects with the signal's reason where that aborts before its turn. */
  async take<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    signal.throwIfAborted();
    const before = this.#last;
    let done = (): void => undefined;
    const own = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#last = before.then(() => own);
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      await Promise.race([before, left]);
      signal.throwIfAborted();
      return await work();
    } finally {
      signal.removeEventListener('abort', leave);
      done();
    }
  }
}
