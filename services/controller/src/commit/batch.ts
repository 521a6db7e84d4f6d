import type { BusMessage } from '@blockqnn/events';
import type { StateEntry } from '@blockqnn/search';
import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import type { Agent } from '../live/agent.js';
import type { LiveSearch } from '../live/live-search.js';
import type { RememberedRequest } from '../live/requests.js';
import type { Change, UnitOfWork } from './unit-of-work.js';

/** Changes of an agent's state since the last commit. */
export interface AgentDelta {
  readonly searchId: string;
  readonly agent: Agent;
  /** Number that the delta will have. */
  readonly number: number;
  readonly entries: readonly StateEntry[];
}

/** Everything that one transaction writes: the newest state of whatever the operations of a batch changed. */
export interface BatchRows {
  readonly newSearches: readonly Search[];
  readonly searches: readonly Search[];
  readonly trials: readonly Trial[];
  readonly deltas: readonly AgentDelta[];
  readonly messages: readonly BusMessage[];
  readonly requests: readonly RememberedRequest[];
  readonly purged: readonly string[];
}

/** Collects operations until they are committed together. */
export class Batch {
  readonly changes: Change[] = [];
  readonly actions: (() => void)[] = [];
  readonly #newSearches = new Set<LiveSearch>();
  readonly #searches = new Set<LiveSearch>();
  readonly #trials = new Map<string, Trial>();
  readonly #agents = new Map<string, Agent>();
  readonly #messages: BusMessage[] = [];
  readonly #requests: RememberedRequest[] = [];
  readonly #purged: string[] = [];
  #isEmpty = true;

  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  get messageCount(): number {
    return this.#messages.length;
  }

  add(unit: UnitOfWork): void {
    if (!unit.isEmpty || unit.newSearches.size > 0) this.#isEmpty = false;
    for (const live of unit.newSearches) this.#newSearches.add(live);
    for (const live of unit.searches) this.#searches.add(live);
    for (const trial of unit.trials) this.#trials.set(`${trial.searchId}/${trial.number}`, trial);
    for (const [searchId, agent] of unit.agents) this.#agents.set(searchId, agent);
    this.#messages.push(...unit.messages);
    this.#requests.push(...unit.requests);
    this.#purged.push(...unit.purged);
    this.changes.push(...unit.changes);
    this.actions.push(...unit.actions);
  }

  /** To be called once, right before the rows are written: searches and agents are taken as they are then. */
  rows(): BatchRows {
    return {
      newSearches: [...this.#newSearches].map(({ search }) => search),
      searches: [...this.#searches]
        .filter((live) => !this.#newSearches.has(live))
        .map(({ search }) => search),
      trials: [...this.#trials.values()],
      deltas: [...this.#agents].flatMap(agentDelta),
      messages: this.#messages,
      requests: this.#requests,
      purged: this.#purged,
    };
  }
}

function agentDelta([searchId, agent]: readonly [string, Agent]): readonly AgentDelta[] {
  const entries = agent.strategy.takeChanges();
  return entries.length === 0 ? [] : [{ searchId, agent, number: agent.log.lastDelta + 1, entries }];
}
