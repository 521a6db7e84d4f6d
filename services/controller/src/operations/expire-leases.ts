import type { LiveSearch } from '../live/live-search.js';
import { loseAttempt } from './lose-attempt.js';
import type { Operation } from './operation.js';

const LEASE_EXPIRED = 'the lease expired';

/** Makes trials whose lease has expired wait to be handed out again, or fail. */
export function expireLeases(operation: Operation, live: LiveSearch): void {
  for (const trial of live.expiredTrials(operation.nowMs)) {
    loseAttempt(operation, live, trial, { givenBack: false, reason: LEASE_EXPIRED });
  }
}
