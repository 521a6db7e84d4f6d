import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import type { Agent } from './agent.js';

/**
 * A search as this controller knows it: always what is on disk plus what is about to be. Only open trials
 * are kept whole; of the others the agent knows ids and rewards.
 */
export class LiveSearch {
  /** Undefined until something is to be drawn or learnt, and again when nothing more will be. */
  agent: Agent | undefined;
  readonly #open = new Map<number, Trial>();
  /** Numbers of trials that wait to be handed out again, those that wait longest first. */
  readonly #pending = new Set<number>();
  #search: Search;
  #leasedCount = 0;
  /** No lease ends before. */
  #nextExpiryMs = Infinity;

  constructor(search: Search, open: readonly Trial[]) {
    this.#search = search;
    for (const trial of open.toSorted(byWaitingTime)) this.putTrial(trial);
  }

  get search(): Search {
    return this.#search;
  }

  /** Whether everything is in memory that its state asks for. */
  get isComplete(): boolean {
    const { state } = this.#search;
    return this.agent !== undefined || (state !== 'running' && state !== 'paused');
  }

  get leasedCount(): number {
    return this.#leasedCount;
  }

  get openTrials(): Iterable<Trial> {
    return this.#open.values();
  }

  openTrial(number: number): Trial | undefined {
    return this.#open.get(number);
  }

  putSearch(search: Search): void {
    this.#search = search;
  }

  /** Takes a trial as it is now; one that is not open any more is forgotten. */
  putTrial(trial: Trial): void {
    this.takeOut(trial.number);
    const { status } = trial;
    if (status.kind !== 'pending' && status.kind !== 'leased') return;
    this.#open.set(trial.number, trial);
    if (status.kind === 'pending') {
      this.#pending.add(trial.number);
    } else {
      this.#leasedCount += 1;
      this.#nextExpiryMs = Math.min(this.#nextExpiryMs, status.expiresAtMs);
    }
  }

  /** Forgets an open trial. */
  takeOut(number: number): void {
    if (this.#open.get(number)?.status.kind === 'leased') this.#leasedCount -= 1;
    this.#open.delete(number);
    this.#pending.delete(number);
  }

  /** Of the trials that wait to be handed out again the one that waits longest. */
  nextPending(): Trial | undefined {
    for (const number of this.#pending) return this.#open.get(number);
    return undefined;
  }

  pendingTrials(): readonly Trial[] {
    return [...this.#pending].flatMap((number) => this.#open.get(number) ?? []);
  }

  /** Trials whose lease has ended, the one that ended first in front. Looks at all only where there may be one. */
  expiredTrials(nowMs: number): readonly Trial[] {
    if (nowMs < this.#nextExpiryMs) return [];
    this.#nextExpiryMs = Infinity;
    const expired: Trial[] = [];
    for (const trial of this.#open.values()) {
      if (trial.status.kind !== 'leased') continue;
      if (trial.status.expiresAtMs <= nowMs) expired.push(trial);
      this.#nextExpiryMs = Math.min(this.#nextExpiryMs, trial.status.expiresAtMs);
    }
    return expired.sort(byWaitingTime);
  }

  /** When the first lease ends, or sooner; infinite where there is none. */
  get nextExpiryMs(): number {
    return this.#nextExpiryMs;
  }
}

function byWaitingTime(one: Trial, other: Trial): number {
  return availableAtMs(one) - availableAtMs(other) || one.number - other.number;
}

function availableAtMs({ status }: Trial): number {
  if (status.kind === 'pending') return status.sinceMs;
  return status.kind === 'leased' ? status.expiresAtMs : Infinity;
}
