/** Work that several wait for. It is stopped where the last of them leaves before it is done. */
export class SharedWork<Result> {
  readonly #stop = new AbortController();
  readonly #result: Promise<Result>;
  #waiting = 0;
  #done = false;

  /**
   * @param work - is to end soon after its signal aborts
   * @param onEnd - when it has ended, or nobody is to join any more
   */
  constructor(work: (signal: AbortSignal) => Promise<Result>, onEnd: () => void) {
    this.#result = work(this.#stop.signal).finally(() => {
      this.#done = true;
      onEnd();
    });
    this.#result.catch(() => undefined);
    this.#stop.signal.addEventListener('abort', onEnd);
  }

  /** Rejects with the signal's reason as soon as it aborts. */
  async wait(signal: AbortSignal): Promise<Result> {
    this.#waiting += 1;
    let leave: (() => void) | undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => {
        reject(signal.reason as Error);
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([this.#result, left]);
    } finally {
      if (leave) signal.removeEventListener('abort', leave);
      this.#waiting -= 1;
      if (this.#waiting === 0 && !this.#done) this.#stop.abort(new Error('nobody waits for it any more'));
    }
  }

  /** Stops it; resolves when it has ended. */
  async end(): Promise<void> {
    this.#stop.abort(new Error('the service ends'));
    await this.#result.catch(() => undefined);
  }
}
