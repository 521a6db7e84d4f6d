import { resourceExhausted } from '@blockqnn/rpc';

/** What each client may use. */
export interface ClientLimits {
  /** Calls in a second, in the long run. */
  readonly callsPerSecond: number;
  /** Calls at a stroke, before {@link callsPerSecond} holds. */
  readonly burst: number;
  /** Calls at once, streams and held ones included. */
  readonly concurrentCalls: number;
}

interface Budget {
  /** Calls that may come at once. */
  left: number;
  /** When that was so, ms. */
  atMs: number;
  running: number;
}

const RETRY_WHEN_BUSY_MS = 1000;

/**
 * A bucket of calls for each client, filled by time, and a count of those under way. Clients that have not called
 * for longest are forgotten above a number of them, unless a call of theirs is under way.
 *
 * Written here since it stands before every call: it takes well below a microsecond, gives no promise, and
 * counts calls under way too.
 */
export class CallBudgets {
  readonly #limits: ClientLimits;
  readonly #now: () => number;
  readonly #maxClients: number;
  readonly #budgets = new Map<string, Budget>();

  /** @param now - milliseconds of a clock that never goes back */
  constructor(limits: ClientLimits, now: () => number, maxClients = 10_000) {
    this.#limits = limits;
    this.#now = now;
    this.#maxClients = maxClients;
  }

  /** Clients that are remembered. */
  get clients(): number {
    return this.#budgets.size;
  }

  /**
   * Takes one call of a client's budget; {@link release} ends it.
   * @throws RpcError RESOURCE_EXHAUSTED (RATE_LIMITED, TOO_MANY_CALLS); nothing is taken then.
   */
  take(client: string): void {
    const { callsPerSecond, burst, concurrentCalls } = this.#limits;
    const budget = this.#budgetOf(client);
    const now = this.#now();
    budget.left = Math.min(burst, budget.left + ((now - budget.atMs) / 1000) * callsPerSecond);
    budget.atMs = now;
    if (budget.left < 1) {
      throw resourceExhausted(
        'RATE_LIMITED',
        `more than ${String(callsPerSecond)} calls in a second`,
        Math.ceil(((1 - budget.left) / callsPerSecond) * 1000),
      );
    }
    if (budget.running >= concurrentCalls) {
      throw resourceExhausted(
        'TOO_MANY_CALLS',
        `more than ${String(concurrentCalls)} calls of one client at once`,
        RETRY_WHEN_BUSY_MS,
      );
    }
    budget.left -= 1;
    budget.running += 1;
  }

  release(client: string): void {
    const budget = this.#budgets.get(client);
    if (budget) budget.running -= 1;
  }

  #budgetOf(client: string): Budget {
    const known = this.#budgets.get(client);
    // Behind the others again: the first of the map is the one that has not called for longest.
    if (known) this.#budgets.delete(client);
    else if (this.#budgets.size >= this.#maxClients) this.#forgetOne();
    const budget = known ?? { left: this.#limits.burst, atMs: this.#now(), running: 0 };
    this.#budgets.set(client, budget);
    return budget;
  }

  #forgetOne(): void {
    for (const [client, { running }] of this.#budgets) {
      if (running > 0) continue;
      this.#budgets.delete(client);
      return;
    }
  }
}
