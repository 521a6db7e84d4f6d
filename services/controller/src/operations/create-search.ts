import { createStrategy } from '@blockqnn/search';
import type { Search, SearchSpec } from '../domain/search.js';
import { newAgentLog, type Agent } from '../live/agent.js';
import { LiveSearch } from '../live/live-search.js';
import { MedianStopping } from '../live/median-stopping.js';
import type { Operation } from './operation.js';

/** Letters and digits of a search's id: short enough to type, and 44 bits of chance. */
const ID_DIGITS = 11;

/** Makes a search, with a new agent unless one is given that has learnt already. */
export function createSearch(
  operation: Operation,
  spec: SearchSpec,
  source = '',
  agent = newAgent(spec),
): LiveSearch {
  const { unit, live, nowMs, newToken, events, wake } = operation;
  const search: Search = {
    id: `s${newToken().replaceAll('-', '').slice(0, ID_DIGITS)}`,
    ordinal: live.lastOrdinal + 1,
    spec,
    state: 'running',
    trialCount: 0,
    succeededCount: 0,
    failedCount: 0,
    cancelledCount: 0,
    importedCount: 0,
    duplicateCount: 0,
    infeasibleCount: 0,
    completionCount: 0,
    rejectedInARow: 0,
    epsilon: agent.strategy.epsilon,
    best: undefined,
    endReason: '',
    closed: false,
    source,
    deletion: undefined,
    createdAtMs: nowMs,
    completedAtMs: undefined,
  };
  const created = new LiveSearch(search, []);
  created.agent = agent;
  unit.addSearch(created);
  unit.changed(search.id);
  unit.afterCommit(() => {
    events.searchCreated(search);
  });
  wake(search.id);
  return created;
}

/** An agent that knows nothing yet. */
export function newAgent({ strategy: kind, seed, budget, maxLayers, medianStopping }: SearchSpec): Agent {
  return {
    strategy: createStrategy({ kind, seed, budget: budget.maxEvaluations, maxLayers, state: [] }),
    known: new Map(),
    medianStopping: medianStopping && new MedianStopping(medianStopping),
    log: newAgentLog(),
  };
}
