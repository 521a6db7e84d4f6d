import type { Outcome } from '@blockqnn/api';
import { ControllerError } from '../domain/controller-error.js';
import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import { completeTrial } from './complete-trial.js';
import { requireHeld } from './held-trial.js';
import { requireNotDeleted, type Operation } from './operation.js';

export interface Result {
  readonly token: string;
  readonly outcome: Outcome;
}

/** Takes an open trial's result. */
export function submitReward(operation: Operation, live: LiveSearch, trial: Trial, result: Result): Trial {
  requireNotDeleted(live.search);
  requireHeld(trial, result.token);
  return completeTrial(operation, live, trial, result.outcome, result.token);
}

/**
 * What a result comes to for a trial that is not open any more: the same one with the same token changes
 * nothing and gives the same answer.
 *
 * @throws ControllerError `RESULT_DIFFERS`, `LEASE_LOST`
 */
export function submitAgain(trial: Trial, result: Result): Trial {
  const { status } = trial;
  if (status.kind === 'completed' && status.token === result.token) {
    if (JSON.stringify(status.outcome) === JSON.stringify(result.outcome)) return trial;
    throw new ControllerError(
      'RESULT_DIFFERS',
      `searches/${trial.searchId}/trials/${trial.number} has another result already: ${summary(status.outcome)}, not ${summary(result.outcome)}`,
    );
  }
  requireHeld(trial, result.token);
  return trial;
}

function summary(outcome: Outcome): string {
  return outcome.kind === 'measured'
    ? `accuracy ${outcome.accuracy} after ${outcome.epochs.length} epochs`
    : `failure ${outcome.reason}`;
}
