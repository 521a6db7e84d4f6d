import type { Trial } from '../domain/trial.js';
import type { Database } from './tables.js';
import { immutableColumns, mutableColumns, trialFromRow } from './trial-row.js';

export async function insertTrial(db: Database, trial: Trial): Promise<void> {
  await db
    .insertInto('trial')
    .values({ ...immutableColumns(trial), ...mutableColumns(trial) })
    .execute();
}

export async function updateTrial(db: Database, trial: Trial): Promise<void> {
  await db
    .updateTable('trial')
    .set(mutableColumns(trial))
    .where('search', '=', trial.searchId)
    .where('number', '=', trial.number)
    .execute();
}

export async function findTrial(db: Database, searchId: string, number: number): Promise<Trial | undefined> {
  const row = await db
    .selectFrom('trial')
    .selectAll()
    .where('search', '=', searchId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && trialFromRow(row);
}

export async function findTrialOfBlock(
  db: Database,
  searchId: string,
  blockId: string,
): Promise<Trial | undefined> {
  const row = await db
    .selectFrom('trial')
    .selectAll()
    .where('search', '=', searchId)
    .where('block_id', '=', blockId)
    .executeTakeFirst();
  return row && trialFromRow(row);
}

/** Open trials of a search that may be handed out again, those that wait longest first. */
export async function listAvailableTrials(
  db: Database,
  searchId: string,
  nowMs: number,
  limit: number,
): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('trial')
    .selectAll()
    .where('search', '=', searchId)
    .where('available_at_ms', '<=', nowMs)
    .orderBy('available_at_ms')
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(trialFromRow);
}

/** When the next trial of a search may be handed out again; undefined where none is open. */
export async function nextAvailableAtMs(db: Database, searchId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('trial')
    .select('available_at_ms')
    .where('search', '=', searchId)
    .where('available_at_ms', 'is not', null)
    .orderBy('available_at_ms')
    .limit(1)
    .executeTakeFirst();
  return row?.available_at_ms ?? undefined;
}

/** Trials of all searches whose lease has expired, and which nobody has looked at since. */
export async function listExpiredTrials(
  db: Database,
  nowMs: number,
  limit: number,
): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('trial')
    .selectAll()
    .where('state', '=', 'leased')
    .where('available_at_ms', '<=', nowMs)
    .orderBy('available_at_ms')
    .limit(limit)
    .execute();
  return rows.map(trialFromRow);
}

/** Trials still leased under a request of a worker, in all searches. */
export async function listTrialsOfRequest(
  db: Database,
  worker: string,
  requestId: string,
  nowMs: number,
): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('trial')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('worker', '=', worker)
    .where('state', '=', 'leased')
    .where('available_at_ms', '>', nowMs)
    .orderBy('search')
    .orderBy('number')
    .execute();
  return rows.map(trialFromRow);
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

/** Open trials of a search in order. */
export async function listOpenTrials(db: Database, searchId: string): Promise<readonly Trial[]> {
  const rows = await db
    .selectFrom('trial')
    .selectAll()
    .where('search', '=', searchId)
    .where('available_at_ms', 'is not', null)
    .orderBy('number')
    .execute();
  return rows.map(trialFromRow);
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

/** Makes the leases of a search last until the given time at least. */
export async function extendLeases(db: Database, searchId: string, untilMs: number): Promise<void> {
  await db
    .updateTable('trial')
    .set({ available_at_ms: untilMs })
    .where('search', '=', searchId)
    .where('state', '=', 'leased')
    .where('available_at_ms', '<', untilMs)
    .execute();
}
