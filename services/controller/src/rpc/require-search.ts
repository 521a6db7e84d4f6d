import { searchNotFound } from '../domain/controller-error.js';
import type { Search } from '../domain/search.js';
import { findSearch } from '../store/searches.js';
import type { Database } from '../store/tables.js';

/** @throws ControllerError `SEARCH_NOT_FOUND` */
export async function requireSearch(db: Database, searchId: string): Promise<Search> {
  const search = await findSearch(db, searchId);
  if (search === undefined) throw searchNotFound(searchId);
  return search;
}
