import type { LiveSearch } from '../live/live-search.js';
import { loseAttempt } from './lose-attempt.js';
import type { Operation } from './operation.js';

/**
 * Ends the leases of workers that are known to be gone, so that their blocks can be handed out at once. It
 * costs a trial an attempt, as the block may be what ended its worker.
 */
export function releaseLeases(
  operation: Operation,
  live: LiveSearch,
  isGone: (worker: string) => boolean,
): void {
  for (const trial of [...live.openTrials]) {
    if (trial.status.kind !== 'leased' || !isGone(trial.worker)) continue;
    loseAttempt(operation, live, trial, { givenBack: false, reason: 'its worker is gone' });
  }
}
