export interface Waiter {
  /** Id of the search; undefined: any. */
  readonly searchId: string | undefined;
  /** The same for callers who get a block whenever any of them does: one in vain is in vain for all. */
  readonly key: string;
  /** Tries to serve the caller, without waiting for anything. True: it is served, or told that it never will be. */
  readonly serve: () => boolean;
  /** Sends the caller away with what it would be told if its time were up. */
  readonly dismiss: () => void;
}

/**
 * Where callers wait for a block. Whenever there may be one, they are tried in the order in which they came,
 * each kind of caller only until one of them goes away empty-handed; so a thousand idle workers cost one
 * attempt, and none of them overtakes another.
 */
export class WaitingRoom {
  /** In order of arrival. */
  readonly #waiters = new Set<Waiter>();
  readonly #countByKey = new Map<string, number>();
  readonly #woken = new Set<string>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #scheduled = false;
  #closed = false;

  get size(): number {
    return this.#waiters.size;
  }

  /** Whether callers of the same kind wait already. */
  has(key: string): boolean {
    return this.#countByKey.has(key);
  }

  enter(waiter: Waiter): void {
    if (this.#closed) {
      waiter.dismiss();
      return;
    }
    this.#waiters.add(waiter);
    this.#countByKey.set(waiter.key, (this.#countByKey.get(waiter.key) ?? 0) + 1);
  }

  leave(waiter: Waiter): void {
    if (!this.#waiters.delete(waiter)) return;
    const left = (this.#countByKey.get(waiter.key) ?? 1) - 1;
    if (left === 0) this.#countByKey.delete(waiter.key);
    else this.#countByKey.set(waiter.key, left);
  }

  /**
   * Tells that a search may have a block now, or never again; empty: that any may. Callers are tried once the
   * present operation is over.
   */
  wake(searchId: string): void {
    if (this.#waiters.size === 0) return;
    this.#woken.add(searchId);
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      const searchIds = new Set(this.#woken);
      this.#woken.clear();
      this.#serve((waiter) => waiter.searchId === undefined || searchIds.has(waiter.searchId));
    });
  }

  /** Tells so after a while. */
  wakeLater(searchId: string, delayMs: number): void {
    if (this.#timers.has(searchId)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(searchId);
      this.wake(searchId);
    }, delayMs);
    this.#timers.set(searchId, timer.unref());
  }

  /** Tries everybody, whatever they wait for: they find out that nothing can be decided any more. */
  wakeAll(): void {
    this.#serve(() => true);
  }

  /** Sends everybody away, and whoever comes. */
  close(): void {
    this.#closed = true;
    for (const waiter of [...this.#waiters]) waiter.dismiss();
  }

  #serve(isMeant: (waiter: Waiter) => boolean): void {
    const inVain = new Set<string>();
    for (const waiter of this.#waiters) {
      if (!isMeant(waiter) || inVain.has(waiter.key)) continue;
      if (waiter.serve()) this.leave(waiter);
      else inVain.add(waiter.key);
    }
  }
}
