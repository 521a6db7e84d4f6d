import type { StateEntry } from '@blockqnn/search';
import type { Database } from './tables.js';

/** Rows in one statement: large enough to be quick, small enough for every database's parameter limit. */
const ROWS_PER_STATEMENT = 500;

/** A strategy's state: the snapshot, overlaid with the deltas in their order. */
export interface StoredStrategyState {
  readonly entries: readonly StateEntry[];
  /** What of them stands in deltas alone. */
  readonly uncompacted: Map<string, StateEntry>;
  /** Number of the newest delta; 0 where there is none. */
  readonly lastDelta: number;
}

export async function loadStrategyState(db: Database, searchId: string): Promise<StoredStrategyState> {
  const deltas = await db
    .selectFrom('strategy_delta')
    .select(['number', 'entries_json'])
    .where('search', '=', searchId)
    .orderBy('number')
    .execute();
  const uncompacted = new Map<string, StateEntry>();
  for (const { entries_json } of deltas) {
    for (const entry of parseEntries(entries_json)) uncompacted.set(entry.key, entry);
  }
  const snapshot = await db
    .selectFrom('strategy_state')
    .select(['key', 'value'])
    .where('search', '=', searchId)
    .execute();
  return {
    entries: [...snapshot.filter(({ key }) => !uncompacted.has(key)), ...uncompacted.values()],
    uncompacted,
    lastDelta: deltas.at(-1)?.number ?? 0,
  };
}

/** Keys and values in turn, as a delta keeps them. */
export function formatEntries(entries: readonly StateEntry[]): string {
  return JSON.stringify(entries.flatMap(({ key, value }) => [key, value]));
}

function* parseEntries(json: string): Generator<StateEntry> {
  const flat = JSON.parse(json) as string[];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    yield { key: flat[index] ?? '', value: flat[index + 1] ?? '' };
  }
}

/** Takes values into the snapshot. */
export async function saveSnapshot(
  db: Database,
  searchId: string,
  entries: readonly StateEntry[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += ROWS_PER_STATEMENT) {
    await db
      .insertInto('strategy_state')
      .values(
        entries
          .slice(start, start + ROWS_PER_STATEMENT)
          .map(({ key, value }) => ({ search: searchId, key, value })),
      )
      .onConflict((conflict) =>
        conflict.columns(['search', 'key']).doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
      )
      .execute();
  }
}

/** Removes deltas whose values are all in the snapshot or in newer deltas. */
export async function dropDeltas(db: Database, searchId: string, upTo: number): Promise<void> {
  await db.deleteFrom('strategy_delta').where('search', '=', searchId).where('number', '<=', upTo).execute();
}
