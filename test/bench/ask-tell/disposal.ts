import type { ToolContext } from '../../tools/needs.js';

/** What tests have of their runner, for outside programs that a bench needs. */
export class Disposal implements AsyncDisposable {
  readonly #ends: (() => unknown)[] = [];
  #missing = '';

  /** Why a program cannot be had. */
  get missing(): string {
    return this.#missing;
  }

  get tools(): ToolContext {
    return {
      // The declaration takes functions with more parameters than any of ours has.
      after: ((end: () => unknown) => void this.#ends.push(end)) as ToolContext['after'],
      skip: (message) => {
        this.#missing = message ?? '';
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const end of this.#ends.reverse()) await end();
  }
}
