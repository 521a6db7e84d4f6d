import { listUncompletedSearches } from '../store/searches.js';
import { listOpenTrials } from '../store/trials.js';
import { loseAttempt } from './lose-attempt.js';
import { requireSearch, type Operation } from './operation.js';

/**
 * Ends the leases of workers that are known to be gone, so that their blocks can be handed out at once. It
 * costs a trial an attempt, as the block may be what ended its worker.
 */
export async function releaseLeases(
  operation: Operation,
  isGone: (worker: string) => boolean,
): Promise<void> {
  for (const { id } of await listUncompletedSearches(operation.db)) {
    for (const trial of await listOpenTrials(operation.db, id)) {
      if (trial.status.kind !== 'leased' || !isGone(trial.worker)) continue;
      // The search changes where a trial fails, having no attempt left.
      const search = await requireSearch(operation.db, id);
      await loseAttempt(operation, { search, trial }, { givenBack: false, reason: 'its worker is gone' });
    }
  }
}
