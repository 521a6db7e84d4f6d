import { evaluationToProto, type Outcome } from '@blockqnn/api';
import { encodeEvaluationCompleted } from '@blockqnn/events';
import { parseBlock } from '@blockqnn/nsc';
import { rewardOf } from '../domain/block-reward.js';
import { completedIfDone, type Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { updateSearch } from '../store/searches.js';
import { updateTrial } from '../store/trials.js';
import { endSearch } from './end-search.js';
import type { Operation } from './operation.js';

export interface Completion {
  readonly search: Search;
  readonly trial: Trial;
}

/**
 * Gives a trial its final result. In one write:
 *
 * 1. the corrected reward follows from outcome, figures and density;
 * 2. the strategy learns it for every code that it drew of the block;
 * 3. the trial, the search's counters, its best trial and, with the last result, its end are recorded;
 * 4. the event goes to the outbox.
 *
 * @param token The token that the result came with; undefined where the trial ran out of attempts.
 */
export async function completeTrial(
  operation: Operation,
  { search, trial }: Completion,
  outcome: Outcome,
  token: string | undefined,
): Promise<Completion> {
  const { nowMs } = operation;
  const block = parseBlock(trial.nsc);
  const reward = rewardOf(outcome, block, trial.figures, search.spec.rewardWeights);

  const strategy = await operation.strategyOf(search);
  // Only the first draw cost an evaluation; the others were the same function written otherwise.
  trial.draws.forEach((draw, index) => {
    strategy.observe({ block: parseBlock(draw), reward, free: index > 0 });
  });

  const measured = outcome.kind === 'measured';
  const best = measured && reward >= (search.best?.reward ?? -Infinity);
  const better = measured && reward > (search.best?.reward ?? -Infinity);
  const completed: Trial = {
    ...trial,
    status: { kind: 'completed', token, outcome, reward, best, completedAtMs: nowMs },
  };
  const counted = completedIfDone(
    {
      ...search,
      succeededCount: search.succeededCount + (measured ? 1 : 0),
      failedCount: search.failedCount + (measured ? 0 : 1),
      best: better ? { trial: trial.number, reward } : search.best,
      epsilon: strategy.epsilon,
    },
    nowMs,
  );
  await updateTrial(operation.db, completed);
  await updateSearch(operation.db, counted);
  await operation.broadcast(
    encodeEvaluationCompleted(
      evaluationToProto({
        searchId: search.id,
        trialNumber: trial.number,
        block,
        dataset: search.spec.dataset,
        stack: search.spec.stack,
        figures: trial.figures,
        outcome,
        reward,
        attempt: trial.attempt,
        worker: trial.worker,
        completedAtMs: nowMs,
      }),
      { sequence: counted.succeededCount + counted.failedCount },
    ),
  );
  tell(operation, { search: counted, trial: completed }, measured ? 'measured' : outcome.reason, reward);
  return { search: counted, trial: completed };
}

function tell(operation: Operation, { search, trial }: Completion, outcome: string, reward: number): void {
  operation.changed(search.id, trial.number);
  operation.changed(search.id);
  operation.afterCommit(() => {
    operation.events.trialCompleted(trial, { outcome, reward });
  });
  if (search.state === 'completed') endSearch(operation, search);
}
