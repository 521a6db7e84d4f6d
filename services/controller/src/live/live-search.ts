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
  /** Trials that wait to be handed out again, in the order in which they will be. */
  readonly #pending: Trial[] = [];
  #search: Search;
  #leasedCount = 0;
  /** No lease ends before. */
  #nextExpiryMs = Infinity;

  constructor(search: Search, open: readonly Trial[]) {
    this.#search = search;
    for (const trial of open) this.putTrial(trial);
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
      // As after a restart, whatever happened to it in between.
      this.#pending.splice(this.#placeOf(trial), 0, trial);
    } else {
      this.#leasedCount += 1;
      this.#nextExpiryMs = Math.min(this.#nextExpiryMs, status.expiresAtMs);
    }
  }

  /** Forgets an open trial. */
  takeOut(number: number): void {
    const trial = this.#open.get(number);
    if (trial === undefined) return;
    this.#open.delete(number);
    if (trial.status.kind === 'leased') this.#leasedCount -= 1;
    else this.#pending.splice(this.#placeOf(trial), 1);
  }

  /** Of the trials that wait to be handed out again the one that waits longest. */
  nextPending(): Trial | undefined {
    return this.#pending[0];
  }

  pendingTrials(): readonly Trial[] {
    return [...this.#pending];
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

  /** Where a trial stands or would stand among those that wait. */
  #placeOf(trial: Trial): number {
    let low = 0;
    let high = this.#pending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#pending[middle];
      if (other !== undefined && byWaitingTime(other, trial) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
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
