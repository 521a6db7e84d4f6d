import type { Outcome } from '@blockqnn/api';
import { ControllerError } from '../domain/controller-error.js';
import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { completeTrial } from './complete-trial.js';
import { requireHeld } from './held-trial.js';
import { requireTrial, type Operation } from './operation.js';

/** Takes a trial's result. The same result with the same token again changes nothing and gives the same answer. */
export async function submitReward(
  operation: Operation,
  result: {
    readonly searchId: string;
    readonly number: number;
    readonly token: string;
    readonly outcome: Outcome;
  },
): Promise<{ readonly search: Search; readonly trial: Trial }> {
  const { search, trial } = await requireTrial(operation.db, result.searchId, result.number);
  const { status } = trial;
  if (status.kind === 'completed' && status.token === result.token) {
    if (JSON.stringify(status.outcome) === JSON.stringify(result.outcome)) return { search, trial };
    throw new ControllerError(
      'RESULT_DIFFERS',
      `searches/${result.searchId}/trials/${result.number} has another result already: ${summary(status.outcome)}, not ${summary(result.outcome)}`,
    );
  }
  requireHeld(trial, result.token);
  return await completeTrial(operation, { search, trial }, result.outcome, result.token);
}

function summary(outcome: Outcome): string {
  return outcome.kind === 'measured'
    ? `accuracy ${outcome.accuracy} after ${outcome.epochs.length} epochs`
    : `failure ${outcome.reason}`;
}
