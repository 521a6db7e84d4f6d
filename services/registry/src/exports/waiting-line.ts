/** So many at once; the others wait in order of arrival, and not too many of them. */
export class WaitingLine {
  readonly #places: number;
  readonly #length: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  /**
   * @param places - at once
   * @param length - may wait
   */
  constructor(places: number, length: number) {
    this.#places = places;
    this.#length = length;
  }

  get isFull(): boolean {
    return this.#taken >= this.#places && this.#waiting.length >= this.#length;
  }

  /** Waits for a place, which disposing gives to the next. Rejects with the signal's reason as soon as it aborts. */
  async enter(signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    if (this.#taken < this.#places) this.#taken += 1;
    else await this.#wait(signal);
    return {
      [Symbol.dispose]: () => {
        // The place itself goes to whoever is next, so that nobody comes in between.
        const next = this.#waiting.shift();
        if (next) next();
        else this.#taken -= 1;
      },
    };
  }

  async #wait(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason as Error);
      };
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      this.#waiting.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
