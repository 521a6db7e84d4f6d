/** Remembers the newest ids and what became of them, so that the same thing is done once. */
export class RecentIds {
  readonly #outcomes = new Map<string, Promise<void>>();
  readonly #size: number;

  /** At most `size` ids are remembered. */
  constructor(size: number) {
    this.#size = size;
  }

  /** Whether the id is remembered: its work is done or under way. */
  has(id: string): boolean {
    return this.#outcomes.has(id);
  }

  /**
   * Does the work, or where the id is remembered, gives the outcome of the work done or under way, which
   * is not the caller's own then. An id whose work fails is forgotten, so that it can be tried again.
   */
  once(id: string, work: () => Promise<void>): { readonly outcome: Promise<void>; readonly isOwn: boolean } {
    const known = this.#outcomes.get(id);
    if (known) return { outcome: known, isOwn: false };
    const outcome = work().catch((error: unknown) => {
      this.#outcomes.delete(id);
      throw error;
    });
    this.#outcomes.set(id, outcome);
    const [oldest] = this.#outcomes.keys();
    if (this.#outcomes.size > this.#size && oldest !== undefined) this.#outcomes.delete(oldest);
    return { outcome, isOwn: true };
  }
}
