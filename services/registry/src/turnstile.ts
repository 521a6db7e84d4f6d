/** Lets one in at a time, in order of arrival: for work that takes much memory. */
export class Turnstile {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the work after all that came before, however that ended. */
  pass<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
