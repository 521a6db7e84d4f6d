import type { Trial } from '../domain/trial.js';
import type { Database } from './tables.js';
import { trialFromRow } from './trial-row.js';

export async function findTrial(db: Database, searchId: string, number: number): Promise<Trial | undefined> {
  const row = await db
    .selectFrom('trial')
    .selectAll()
    .where('search', '=', searchId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && trialFromRow(row);
}

/** Trials of a search after the given number, in order. */
export async function listTrials(
  db: Database,
  searchId: string,
  after: number,
  limit: number,
): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('trial')
    .selectAll()
    .where('search', '=', searchId)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(trialFromRow);
}

const OPEN = ['pending', 'leased'] as const;

/** Open trials of a search in order. */
export async function listOpenTrials(db: Database, searchId: string): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('trial')
    .selectAll()
    .where('search', '=', searchId)
    .where('state', 'in', OPEN)
    .orderBy('number')
    .execute();
  return rows.map(trialFromRow);
}

/** Blocks that a search knows, with the rewards of those that are completed, from after the given trial on. */
export async function listKnownBlocks(
  db: Database,
  searchId: string,
  after: number,
  limit: number,
): Promise<
  readonly { readonly number: number; readonly block_id: string; readonly reward: number | null }[]
> {
  return await db
    .selectFrom('trial')
    .select(['number', 'block_id', 'reward'])
    .where('search', '=', searchId)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
}

/** The best trials of these searches, by search. */
export async function findBestTrials(
  db: Database,
  searchIds: readonly string[],
): Promise<ReadonlyMap<string, Trial>> {
  if (searchIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('search')
    .innerJoin('trial', (join) =>
      join.onRef('trial.search', '=', 'search.id').onRef('trial.number', '=', 'search.best_trial'),
    )
    .selectAll('trial')
    .where('search.id', 'in', searchIds)
    .execute();
  return new Map(rows.map((row) => [row.search, trialFromRow(row)]));
}
