import type { BusinessEvents } from '../business-events.js';
import { ControllerError } from '../domain/controller-error.js';
import type { Search } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { findSearch } from '../store/searches.js';
import type { Database } from '../store/tables.js';
import { findTrial } from '../store/trials.js';
import type { Write } from '../store/writer.js';

/** What every operation works with: the write that it is part of, the time, and whom to tell. */
export interface Operation extends Write {
  readonly nowMs: number;
  /** Fresh lease tokens and ids; nobody can guess them. */
  readonly newToken: () => string;
  readonly events: BusinessEvents;
}

/** @throws ControllerError `SEARCH_NOT_FOUND` */
export async function requireSearch(db: Database, searchId: string): Promise<Search> {
  const search = await findSearch(db, searchId);
  if (search === undefined) {
    throw new ControllerError('SEARCH_NOT_FOUND', `there is no search searches/${searchId}`);
  }
  return search;
}

/** @throws ControllerError `SEARCH_NOT_FOUND`, `TRIAL_NOT_FOUND` */
export async function requireTrial(
  db: Database,
  searchId: string,
  number: number,
): Promise<{ readonly search: Search; readonly trial: Trial }> {
  const search = await requireSearch(db, searchId);
  const trial = await findTrial(db, searchId, number);
  if (trial === undefined) {
    throw new ControllerError(
      'TRIAL_NOT_FOUND',
      `there is no trial searches/${searchId}/trials/${number}; the search has made ${search.trialCount} so far`,
    );
  }
  return { search, trial };
}
