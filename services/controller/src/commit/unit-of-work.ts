import type { BusMessage } from '@blockqnn/events';
import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import type { Agent } from '../live/agent.js';
import type { LiveSearch } from '../live/live-search.js';
import type { LiveState } from '../live/live-state.js';
import type { RememberedRequest } from '../live/requests.js';

/** What changed in a committed operation. */
export interface Change {
  readonly searchId: string;
  /** Undefined: the search itself. */
  readonly trial: number | undefined;
}

/**
 * The changes of one operation. They are made in memory at once, so that the next operation sees them, and
 * taken back where the operation fails; on disk they are made by the commit that the operation is part of.
 */
export class UnitOfWork {
  readonly searches = new Set<LiveSearch>();
  readonly newSearches = new Set<LiveSearch>();
  readonly trials: Trial[] = [];
  /** Agents that were touched; a search may let go of its agent before the commit. */
  readonly agents = new Map<string, Agent>();
  readonly messages: BusMessage[] = [];
  readonly requests: RememberedRequest[] = [];
  /** Searches to be removed for good. */
  readonly purged: string[] = [];
  readonly changes: Change[] = [];
  readonly actions: (() => void)[] = [];
  readonly #live: LiveState;
  readonly #undo: (() => void)[] = [];

  constructor(live: LiveState) {
    this.#live = live;
  }

  get isEmpty(): boolean {
    return (
      this.searches.size === 0 &&
      this.trials.length === 0 &&
      this.agents.size === 0 &&
      this.messages.length === 0 &&
      this.requests.length === 0 &&
      this.purged.length === 0
    );
  }

  /** Adds a search, with the agent that it begins with. */
  addSearch(live: LiveSearch): void {
    this.#live.add(live);
    this.#undo.push(() => {
      this.#live.remove(live);
    });
    this.newSearches.add(live);
    if (live.agent !== undefined) this.agents.set(live.search.id, live.agent);
  }

  putSearch(live: LiveSearch, search: Search): void {
    const before = live.search;
    if (before === search) return;
    live.putSearch(search);
    this.#undo.push(() => {
      live.putSearch(before);
    });
    this.searches.add(live);
  }

  /** A trial as it is now, new or changed. */
  putTrial(live: LiveSearch, trial: Trial): void {
    const before = live.openTrial(trial.number);
    this.#live.putTrial(live, trial);
    this.#undo.push(() => {
      if (before === undefined) this.#live.takeOut(live, trial.number);
      else this.#live.putTrial(live, before);
    });
    this.trials.push(trial);
  }

  /** The agent of a search, to draw from it or to teach it. That cannot be taken back: decide first whether to. */
  agentOf(live: LiveSearch): Agent {
    if (live.agent === undefined) throw new Error(`searches/${live.search.id} has no agent in memory`);
    this.agents.set(live.search.id, live.agent);
    return live.agent;
  }

  broadcast(message: BusMessage): void {
    this.messages.push(message);
  }

  remember(request: RememberedRequest): void {
    this.#live.remember(request);
    this.#undo.push(() => {
      this.#live.forget(request);
    });
    this.requests.push(request);
  }

  purge(live: LiveSearch): void {
    this.#live.remove(live);
    this.#undo.push(() => {
      this.#live.add(live);
    });
    this.purged.push(live.search.id);
  }

  /** To be told to watchers after the commit. */
  changed(searchId: string, trial?: number): void {
    this.changes.push({ searchId, trial });
  }

  /** Does something after the commit, such as logging what happened. */
  afterCommit(action: () => void): void {
    this.actions.push(action);
  }

  /** Makes memory as it was before. Returns whether that could be done: not where an agent was touched. */
  undo(): boolean {
    for (let step = this.#undo.pop(); step !== undefined; step = this.#undo.pop()) step();
    return this.agents.size === 0;
  }
}
