import type { Change } from './commit/unit-of-work.js';

/** What changed since the last look. */
export interface Pending {
  /** Whether the search itself did. */
  readonly search: boolean;
  /** Numbers of trials. */
  readonly trials: readonly number[];
}

/** Tells those who watch a search what changed. */
export class ChangeFeed {
  readonly #subscriptions = new Map<string, Set<Subscription>>();

  publish(changes: readonly Change[]): void {
    for (const { searchId, trial } of changes) {
      for (const subscription of this.#subscriptions.get(searchId) ?? []) subscription.note(trial);
    }
  }

  /** Ends all subscriptions: what changes from now on is not known here. */
  fail(error: Error): void {
    const ended = [...this.#subscriptions.values()].flatMap((each) => [...each]);
    this.#subscriptions.clear();
    for (const subscription of ended) subscription.fail(error);
  }

  /** Notes changes from now on, until disposed. */
  subscribe(searchId: string): Subscription {
    const subscriptions = this.#subscriptions.get(searchId) ?? new Set();
    this.#subscriptions.set(searchId, subscriptions);
    const subscription = new Subscription(() => {
      subscriptions.delete(subscription);
      if (subscriptions.size === 0 && this.#subscriptions.get(searchId) === subscriptions) {
        this.#subscriptions.delete(searchId);
      }
    });
    subscriptions.add(subscription);
    return subscription;
  }
}

/**
 * Changes of one search. Of what nobody has looked at yet it keeps only that it changed: a slow watcher
 * misses steps in between, but never the newest, and costs no more than a number for each trial.
 */
export class Subscription implements Disposable {
  readonly #end: () => void;
  readonly #trials = new Set<number>();
  #search = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(end: () => void) {
    this.#end = end;
  }

  note(trial: number | undefined): void {
    if (trial === undefined) this.#search = true;
    else this.#trials.add(trial);
    this.#wake();
  }

  fail(error: Error): void {
    this.#failure = error;
    this.#wake();
  }

  /** Resolves when anything has changed since the last call. Rejects when the signal aborts, or the feed has ended. */
  async next(signal: AbortSignal): Promise<Pending> {
    if (!this.#search && this.#trials.size === 0 && !this.#failure) await this.#woken(signal);
    if (this.#failure) throw this.#failure;
    const pending = { search: this.#search, trials: [...this.#trials] };
    this.#search = false;
    this.#trials.clear();
    return pending;
  }

  #woken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        reject(signal.reason as Error);
      };
      if (signal.aborted) {
        abort();
        return;
      }
      signal.addEventListener('abort', abort, { once: true });
      this.#wake = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
    });
  }

  [Symbol.dispose](): void {
    this.#end();
  }
}
