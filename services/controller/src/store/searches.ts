import type { Search } from '../domain/search.js';
import { searchFromRow } from './search-row.js';
import type { Database } from './tables.js';

export async function findSearch(db: Database, id: string): Promise<Search | undefined> {
  const row = await db.selectFrom('search').selectAll().where('id', '=', id).executeTakeFirst();
  return row && searchFromRow(row);
}

/** Newest first; `before` is the ordinal of the last one of the page before. */
export async function listSearches(
  db: Database,
  before: number,
  limit: number,
  showDeleted: boolean,
): Promise<readonly Search[]> {
  let query = db
    .selectFrom('search')
    .selectAll()
    .where('ordinal', '<', before)
    .orderBy('ordinal', 'desc')
    .limit(limit);
  if (!showDeleted) query = query.where('state', '!=', 'deleted');
  return (await query.execute()).map(searchFromRow);
}

/** In order of creation. */
export async function listUncompletedSearches(db: Database): Promise<readonly Search[]> {
  const rows = await db
    .selectFrom('search')
    .selectAll()
    .where('state', 'in', ['running', 'paused'])
    .orderBy('ordinal')
    .execute();
  return rows.map(searchFromRow);
}

/** Ids of deleted searches whose time is up. */
export async function listPurgeableSearches(db: Database, nowMs: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('search')
    .select('id')
    .where('state', '=', 'deleted')
    .where('purge_at_ms', '<=', nowMs)
    .execute();
  return rows.map(({ id }) => id);
}

/** The highest ordinal given so far; 0 where there is no search. */
export async function lastOrdinal(db: Database): Promise<number> {
  const row = await db
    .selectFrom('search')
    .select((builder) => builder.fn.max('ordinal').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}
