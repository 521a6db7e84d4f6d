import { trialName } from '@blockqnn/api';
import type { SearchSpec } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import type { Agent } from '../live/agent.js';
import type { LiveSearch } from '../live/live-search.js';
import { countCompletion } from './complete-trial.js';
import { createSearch } from './create-search.js';
import { closeSearch, settleSearch } from './end-search.js';
import type { Operation } from './operation.js';

/** A search that knows the completed trials of another one, and an agent that has learnt from them. */
export interface Clone {
  readonly spec: SearchSpec;
  /** Id of the search that is cloned. */
  readonly source: string;
  /** In the order of completion. */
  readonly trials: readonly Trial[];
  readonly agent: Agent;
}

/** Starts the clone. Its trials are not broadcast: they were, under their source. */
export function cloneSearch(operation: Operation, { spec, source, trials, agent }: Clone): LiveSearch {
  const { unit } = operation;
  const live = createSearch(operation, spec, source, agent);
  let { search } = live;
  for (const [index, trial] of trials.entries()) {
    if (trial.status.kind !== 'completed') continue;
    const cloned: Trial = {
      ...trial,
      searchId: search.id,
      number: index + 1,
      requestId: '',
      madeAfter: 0,
      origin: trialName(source, trial.number),
      status: { ...trial.status, token: undefined, sequence: undefined },
    };
    unit.putTrial(live, cloned);
    search = countCompletion({ ...search, trialCount: index + 1, importedCount: index + 1 }, cloned);
  }
  unit.putSearch(live, search);
  const target = spec.budget.targetAccuracy;
  if (target !== undefined && trials.some(({ status }) => reaches(status, target))) {
    closeSearch(operation, live, `searches/${source} has a block of the target accuracy ${target}`);
    settleSearch(operation, live);
  }
  return live;
}

function reaches(status: Trial['status'], target: number): boolean {
  return (
    status.kind === 'completed' && status.outcome.kind === 'measured' && status.outcome.accuracy >= target
  );
}
