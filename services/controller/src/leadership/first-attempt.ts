import { isUnavailable } from '@blockqnn/storage';

/** What the first attempt to become active came to: a program that can never use its database should not start. */
export class FirstAttempt {
  readonly #settled: Promise<unknown>;
  #settle: (error: unknown) => void = () => undefined;

  constructor() {
    this.#settled = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** To be called with what went wrong, or undefined; only the first call counts. */
  readonly settle = (error: unknown): void => {
    this.#settle(error);
  };

  /** Resolves when the attempt is over, or the time. Rejects where it failed and trying again is of no use. */
  async within(boundMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, boundMs);
    });
    const error = await Promise.race([this.#settled, timeUp]);
    clearTimeout(timer);
    if (error instanceof Error && !isUnavailable(error)) throw error;
  }
}
