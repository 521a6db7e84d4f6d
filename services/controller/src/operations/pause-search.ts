import { ControllerError } from '../domain/controller-error.js';
import type { Search } from '../domain/search.js';
import { updateSearch } from '../store/searches.js';
import { requireSearch, type Operation } from './operation.js';

/** Hands out nothing more until resumed. */
export async function pauseSearch(operation: Operation, searchId: string): Promise<Search> {
  return await switchTo('paused', operation, searchId);
}

/** Hands out blocks again. */
export async function resumeSearch(operation: Operation, searchId: string): Promise<Search> {
  return await switchTo('running', operation, searchId);
}

async function switchTo(
  state: 'paused' | 'running',
  operation: Operation,
  searchId: string,
): Promise<Search> {
  const { db, events } = operation;
  const search = await requireSearch(db, searchId);
  if (search.state === 'completed') {
    throw new ControllerError(
      'SEARCH_COMPLETED',
      `searches/${searchId} is completed, so it can be neither paused nor resumed`,
    );
  }
  if (search.state === state) return search;
  const switched: Search = { ...search, state };
  await updateSearch(db, switched);
  operation.changed(searchId);
  operation.afterCommit(() => {
    if (state === 'paused') events.searchPaused(switched);
    else events.searchResumed(switched);
  });
  return switched;
}
