/** Things to be closed, in reverse order of opening. */
export class Shutdown implements AsyncDisposable {
  readonly #steps: (() => Promise<unknown>)[] = [];

  /** Closes this before everything opened so far. */
  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  /** Every step runs, whatever the others do; the first error is thrown at the end. */
  async [Symbol.asyncDispose](): Promise<void> {
    const errors: unknown[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      await step().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }
}
