import type { StateEntry } from '@blockqnn/search';
import type { Statement } from '@blockqnn/storage';
import type { Database } from './tables.js';

/** A strategy's state: the newest complete snapshot, overlaid with the deltas in their order. */
export interface StoredStrategyState {
  readonly entries: Iterable<StateEntry>;
  /** Number of the newest delta; 0 where there is none. */
  readonly lastDelta: number;
  /** Entries of all deltas together. */
  readonly deltaEntryCount: number;
  /** The newest snapshot, complete or not; 0 where there is none. */
  readonly lastSnapshot: number;
  readonly snapshotEntryCount: number;
}

export async function loadStrategyState(db: Database, searchId: string): Promise<StoredStrategyState> {
  const { lastSnapshot, complete } = await findSnapshots(db, searchId);
  const parts = await db
    .selectFrom('strategy_snapshot')
    .select('entries_json')
    .where('search', '=', searchId)
    .where('number', '=', complete)
    .orderBy('part')
    .execute();
  const entries = new Map<string, StateEntry>();
  for (const { entries_json } of parts) addEntries(entries, entries_json);
  const snapshotEntryCount = entries.size;
  const deltas = await db
    .selectFrom('strategy_delta')
    .select(['number', 'entries_json'])
    .where('search', '=', searchId)
    .orderBy('number')
    .execute();
  let deltaEntryCount = 0;
  for (const { entries_json } of deltas) deltaEntryCount += addEntries(entries, entries_json);
  return {
    entries: entries.values(),
    lastDelta: deltas.at(-1)?.number ?? 0,
    deltaEntryCount,
    lastSnapshot,
    snapshotEntryCount,
  };
}

/** One that was begun and not finished counts for nothing but its number. */
async function findSnapshots(db: Database, searchId: string) {
  const rows = await db
    .selectFrom('strategy_snapshot')
    .select((builder) => ['number', builder.fn.max('is_last').as('is_complete')])
    .where('search', '=', searchId)
    .groupBy('number')
    .orderBy('number', 'desc')
    .execute();
  return {
    lastSnapshot: rows[0]?.number ?? 0,
    complete: rows.find(({ is_complete }) => is_complete === 1)?.number ?? 0,
  };
}

/** Keys and values in turn, as deltas and snapshots keep them. */
export function formatEntries(entries: readonly StateEntry[]): string {
  let json = '';
  for (const { key, value } of entries) {
    // Most keys and values are plain, and thousands a second.
    json += `${json === '' ? '[' : ','}${quoted(key)},${quoted(value)}`;
  }
  return json === '' ? '[]' : `${json}]`;
}

const PLAIN = /^[\w/@+.-]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function addEntries(entries: Map<string, StateEntry>, json: string): number {
  const flat = JSON.parse(json) as string[];
  for (let index = 0; index + 1 < flat.length; index += 2) {
    const key = flat[index] ?? '';
    entries.set(key, { key, value: flat[index + 1] ?? '' });
  }
  return flat.length / 2;
}

/** A piece of a snapshot. */
export interface SnapshotPart {
  readonly searchId: string;
  /** Of the snapshot. */
  readonly number: number;
  /** Counted from 1. */
  readonly part: number;
  readonly entries: readonly StateEntry[];
  readonly isLast: boolean;
}

/** The statement that writes a part. */
export function snapshotPartStatement(db: Database, snapshot: SnapshotPart): Statement {
  const { searchId, number, part, entries, isLast } = snapshot;
  return db
    .insertInto('strategy_snapshot')
    .values({
      search: searchId,
      number,
      part,
      is_last: isLast ? 1 : 0,
      entries_json: formatEntries(entries),
    })
    .compile();
}

/** The statements that remove what a complete snapshot stands for: those before it, and deltas up to the given one. */
export function dropStatements(
  db: Database,
  searchId: string,
  { snapshot, delta }: { readonly snapshot: number; readonly delta: number },
): readonly Statement[] {
  return [
    db
      .deleteFrom('strategy_snapshot')
      .where('search', '=', searchId)
      .where('number', '<', snapshot)
      .compile(),
    db.deleteFrom('strategy_delta').where('search', '=', searchId).where('number', '<=', delta).compile(),
  ];
}
