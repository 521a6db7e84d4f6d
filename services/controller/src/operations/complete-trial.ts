import type { Outcome } from '@blockqnn/api';
import { encodeEvaluationCompleted } from '@blockqnn/events';
import { parseBlock } from '@blockqnn/nsc';
import { evaluationMessage } from '../convert/evaluation.js';
import { rewardOf } from '../domain/block-reward.js';
import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import { closeSearch, settleSearch } from './end-search.js';
import type { Operation } from './operation.js';

/**
 * Gives a trial its final result. In one commit:
 *
 * 1. the corrected reward follows from outcome, figures and density;
 * 2. the strategy learns it for every code that it drew of the block;
 * 3. the trial, the search's counters, its best trial and, with the last result, its end are recorded;
 * 4. the event goes to the outbox.
 *
 * @param token The token that the result came with; undefined where no worker of the trial brought it.
 */
export function completeTrial(
  operation: Operation,
  live: LiveSearch,
  trial: Trial,
  outcome: Outcome,
  token: string | undefined,
): Trial {
  const { nowMs, unit } = operation;
  const { search } = live;
  const block = parseBlock(trial.nsc);
  const reward = rewardOf(outcome, block, trial.figures, search.spec.rewardWeights);

  const { strategy, known, medianStopping } = unit.agentOf(live);
  // Only the first draw cost an evaluation; the others were the same function written otherwise.
  trial.draws.forEach((draw, index) => {
    strategy.observe({ block: parseBlock(draw), reward, free: index > 0 });
  });
  known.set(trial.blockId, { number: trial.number, reward });

  const measured = outcome.kind === 'measured';
  if (measured) medianStopping?.add(outcome.epochs);
  const sequence = search.completionCount + 1;
  const completed: Trial = {
    ...trial,
    status: {
      kind: 'completed',
      token,
      outcome,
      reward,
      best: measured && reward >= (search.best?.reward ?? -Infinity),
      completedAtMs: nowMs,
      sequence,
    },
  };
  unit.putTrial(live, completed);
  const counted = countCompletion(
    { ...search, completionCount: sequence, epsilon: strategy.epsilon },
    completed,
  );
  unit.putSearch(live, counted);
  unit.broadcast(encodeEvaluationCompleted(evaluationMessage(search.spec, completed), { sequence }));
  unit.changed(search.id, trial.number);
  unit.afterCommit(() => {
    operation.events.trialCompleted(completed, { outcome: measured ? 'measured' : outcome.reason, reward });
  });
  const target = search.spec.budget.targetAccuracy;
  if (measured && target !== undefined && outcome.accuracy >= target) {
    closeSearch(operation, live, `a block has the accuracy ${outcome.accuracy}; the target was ${target}`);
  }
  settleSearch(operation, live);
  return completed;
}

/** The search's counters and best trial with one more result. */
export function countCompletion(search: Search, { number, status }: Trial): Search {
  if (status.kind !== 'completed') return search;
  const measured = status.outcome.kind === 'measured';
  return {
    ...search,
    succeededCount: search.succeededCount + (measured ? 1 : 0),
    failedCount: search.failedCount + (measured ? 0 : 1),
    best:
      measured && status.reward > (search.best?.reward ?? -Infinity)
        ? { trial: number, reward: status.reward }
        : search.best,
  };
}
