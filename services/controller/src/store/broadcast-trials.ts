import type { Trial } from '../domain/trial.js';
import type { Database } from './tables.js';
import { trialFromRow } from './trial-row.js';

/** Completions of a search that were broadcast, after the given place in their sequence, in order. */
export async function listBroadcast(
  db: Database,
  searchId: string,
  after: number,
  limit: number,
): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('trial')
    .selectAll()
    .where('search', '=', searchId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(trialFromRow);
}

/** How many there are in these searches. */
export async function countBroadcast(db: Database, searchIds: readonly string[]): Promise<number> {
  if (searchIds.length === 0) return 0;
  const row = await db
    .selectFrom('trial')
    .select((builder) => builder.fn.countAll().as('count'))
    .where('search', 'in', searchIds)
    .where('sequence', 'is not', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
