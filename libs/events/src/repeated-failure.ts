/** Different messages in a row that are worth a line each; beyond it, messages carry numbers or the like. */
const MAX_MESSAGES = 16;

/**
 * Decides which of the failures of something that is tried again and again are worth a line in the log: those with
 * a message that is new in this row, and of all the 2nd, 4th, 8th and so on. An hour without a server makes a
 * dozen lines.
 */
export class RepeatedFailure {
  readonly #messages = new Set<string>();
  #count = 0;

  /** Failures in a row, of any kind. */
  get count(): number {
    return this.#count;
  }

  /** Counts a failure. Returns whether to log it. */
  failed(error: Error): boolean {
    this.#count += 1;
    const isNew = !this.#messages.has(error.message) && this.#messages.size < MAX_MESSAGES;
    if (isNew) this.#messages.add(error.message);
    return isNew || isPowerOfTwo(this.#count);
  }

  succeeded(): void {
    this.#count = 0;
    this.#messages.clear();
  }
}

/** For a whole number from 1. */
export function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
