import { listExpiredTrials } from '../store/trials.js';
import { loseAttempt } from './lose-attempt.js';
import { requireSearch, type Operation } from './operation.js';

/** Trials looked at in one write, so that asks and tells get in between. */
const TRIALS_PER_WRITE = 100;

export const LEASE_EXPIRED = 'the lease expired';

/** Makes trials whose lease has expired wait to be handed out again, or fail. Gives back how many there were. */
export async function expireLeases(operation: Operation): Promise<number> {
  const trials = await listExpiredTrials(operation.db, operation.nowMs, TRIALS_PER_WRITE);
  for (const trial of trials) {
    const search = await requireSearch(operation.db, trial.searchId);
    await loseAttempt(operation, { search, trial }, { givenBack: false, reason: LEASE_EXPIRED });
  }
  return trials.length;
}
