import type { StateEntry } from '@blockqnn/search';
import type { Database } from './tables.js';

/** Entries in one statement: large enough to be quick, small enough for every database's parameter limit. */
const ENTRIES_PER_STATEMENT = 100;

export async function loadStrategyState(db: Database, searchId: string): Promise<readonly StateEntry[]> {
  return await db
    .selectFrom('strategy_state')
    .select(['key', 'value'])
    .where('search', '=', searchId)
    .execute();
}

/** Keeps the newest value of each key. */
export async function saveStrategyState(
  db: Database,
  searchId: string,
  entries: readonly StateEntry[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += ENTRIES_PER_STATEMENT) {
    await db
      .insertInto('strategy_state')
      .values(
        entries
          .slice(start, start + ENTRIES_PER_STATEMENT)
          .map(({ key, value }) => ({ search: searchId, key, value })),
      )
      .onConflict((conflict) =>
        conflict.columns(['search', 'key']).doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
      )
      .execute();
  }
}
