import { listUncompletedSearches } from '../store/searches.js';
import { extendLeases } from '../store/trials.js';
import type { Operation } from './operation.js';

/**
 * Gives every lease its full length from now on. For the start of the service: nobody could report while it
 * was down, so a lease that ended meanwhile says nothing about its worker.
 */
export async function renewLeases({ db, nowMs }: Operation): Promise<void> {
  for (const { id, spec } of await listUncompletedSearches(db))
    await extendLeases(db, id, nowMs + spec.leaseMs);
}
