import { sql } from 'kysely';
import type { Search, SearchSpec } from '../domain/search.js';
import type { Database, SearchRow } from './tables.js';

/** A new search, at the end of the order of creation. */
export async function insertSearch(db: Database, search: Search, requestId: string): Promise<void> {
  await db
    .insertInto('search')
    .values({
      id: search.id,
      ordinal: sql<number>`(select coalesce(max(ordinal), 0) + 1 from search)`,
      request_id: requestId === '' ? null : requestId,
      spec_json: JSON.stringify(search.spec),
      dataset_name: datasetName(search.spec.dataset),
      created_at_ms: search.createdAtMs,
      ...mutableColumns(search),
    })
    .execute();
}

export async function updateSearch(db: Database, search: Search): Promise<void> {
  await db.updateTable('search').set(mutableColumns(search)).where('id', '=', search.id).execute();
}

export async function findSearch(db: Database, id: string): Promise<Search | undefined> {
  const row = await db.selectFrom('search').selectAll().where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

export async function findSearchByRequest(db: Database, requestId: string): Promise<Search | undefined> {
  const row = await db
    .selectFrom('search')
    .selectAll()
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Newest first; `before` is the ordinal of the last one of the page before. */
export async function listSearches(
  db: Database,
  before: number,
  limit: number,
): Promise<readonly { readonly ordinal: number; readonly search: Search }[]> {
  const rows = await db
    .selectFrom('search')
    .selectAll()
    .where('ordinal', '<', before)
    .orderBy('ordinal', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ordinal: row.ordinal, search: fromRow(row) }));
}

/** Ids of running searches, oldest first; on these datasets only, unless there are none. */
export async function listRunningSearches(
  db: Database,
  datasetNames: readonly string[],
): Promise<readonly string[]> {
  let query = db.selectFrom('search').select('id').where('state', '=', 'running').orderBy('ordinal');
  if (datasetNames.length > 0) query = query.where('dataset_name', 'in', datasetNames);
  return (await query.execute()).map((row) => row.id);
}

export async function listUncompletedSearches(db: Database): Promise<readonly Search[]> {
  const rows = await db
    .selectFrom('search')
    .selectAll()
    .where('state', 'in', ['running', 'paused'])
    .execute();
  return rows.map(fromRow);
}

/** A dataset's name without options. */
function datasetName(reference: string): string {
  return reference.split('?', 1)[0] ?? reference;
}

function mutableColumns(search: Search) {
  return {
    state: search.state,
    trial_count: search.trialCount,
    succeeded_count: search.succeededCount,
    failed_count: search.failedCount,
    duplicate_count: search.duplicateCount,
    infeasible_count: search.infeasibleCount,
    rejected_in_a_row: search.rejectedInARow,
    epsilon: search.epsilon,
    best_trial: search.best?.trial ?? null,
    best_reward: search.best?.reward ?? null,
    end_reason: search.endReason,
    completed_at_ms: search.completedAtMs ?? null,
  };
}

function fromRow(row: SearchRow): Search {
  return {
    id: row.id,
    spec: JSON.parse(row.spec_json) as SearchSpec,
    state: row.state,
    trialCount: row.trial_count,
    succeededCount: row.succeeded_count,
    failedCount: row.failed_count,
    duplicateCount: row.duplicate_count,
    infeasibleCount: row.infeasible_count,
    rejectedInARow: row.rejected_in_a_row,
    epsilon: row.epsilon,
    best:
      row.best_trial === null || row.best_reward === null
        ? undefined
        : { trial: row.best_trial, reward: row.best_reward },
    endReason: row.end_reason,
    createdAtMs: row.created_at_ms,
    completedAtMs: row.completed_at_ms ?? undefined,
  };
}
