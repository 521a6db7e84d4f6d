/** What one look found out is good for this long. */
const GOOD_FOR_MS = 5000;

/** A look at something that costs too much for each of many callers who ask at once. */
export class SharedLook<Finding> {
  readonly #look: () => Promise<Finding>;
  #last: { readonly atMs: number; readonly finding: Promise<Finding> } | undefined;

  constructor(look: () => Promise<Finding>) {
    this.#look = look;
  }

  look(): Promise<Finding> {
    const nowMs = performance.now();
    if (this.#last === undefined || nowMs - this.#last.atMs > GOOD_FOR_MS) {
      this.#last = { atMs: nowMs, finding: this.#look() };
    }
    return this.#last.finding;
  }
}
