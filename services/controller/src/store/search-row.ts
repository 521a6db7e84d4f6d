import type { Search, SearchSpec } from '../domain/search.js';
import type { SearchRow } from './tables.js';

/** A new search as a row. */
export function searchToRow(search: Search): SearchRow {
  return {
    id: search.id,
    ordinal: search.ordinal,
    spec_json: JSON.stringify(search.spec),
    dataset_name: datasetName(search.spec.dataset),
    source: search.source,
    created_at_ms: search.createdAtMs,
    ...mutableSearchColumns(search),
  };
}

/** Names of the columns that change in the life of a search. */
export const MUTABLE_SEARCH_COLUMNS = [
  'state',
  'trial_count',
  'succeeded_count',
  'failed_count',
  'cancelled_count',
  'imported_count',
  'duplicate_count',
  'infeasible_count',
  'completion_count',
  'rejected_in_a_row',
  'epsilon',
  'best_trial',
  'best_reward',
  'end_reason',
  'closed',
  'deleted_from',
  'deleted_at_ms',
  'purge_at_ms',
  'completed_at_ms',
] as const satisfies readonly (keyof ReturnType<typeof mutableSearchColumns>)[];

/** What changes in the life of a search. */
export function mutableSearchColumns(search: Search) {
  return {
    state: search.state,
    trial_count: search.trialCount,
    succeeded_count: search.succeededCount,
    failed_count: search.failedCount,
    cancelled_count: search.cancelledCount,
    imported_count: search.importedCount,
    duplicate_count: search.duplicateCount,
    infeasible_count: search.infeasibleCount,
    completion_count: search.completionCount,
    rejected_in_a_row: search.rejectedInARow,
    epsilon: search.epsilon,
    best_trial: search.best?.trial ?? null,
    best_reward: search.best?.reward ?? null,
    end_reason: search.endReason,
    closed: search.closed ? 1 : 0,
    deleted_from: search.deletion?.from ?? null,
    deleted_at_ms: search.deletion?.atMs ?? null,
    purge_at_ms: search.deletion?.purgeAtMs ?? null,
    completed_at_ms: search.completedAtMs ?? null,
  };
}

export function searchFromRow(row: SearchRow): Search {
  return {
    id: row.id,
    ordinal: row.ordinal,
    spec: JSON.parse(row.spec_json) as SearchSpec,
    state: row.state,
    trialCount: row.trial_count,
    succeededCount: row.succeeded_count,
    failedCount: row.failed_count,
    cancelledCount: row.cancelled_count,
    importedCount: row.imported_count,
    duplicateCount: row.duplicate_count,
    infeasibleCount: row.infeasible_count,
    completionCount: row.completion_count,
    rejectedInARow: row.rejected_in_a_row,
    epsilon: row.epsilon,
    best:
      row.best_trial === null || row.best_reward === null
        ? undefined
        : { trial: row.best_trial, reward: row.best_reward },
    endReason: row.end_reason,
    closed: row.closed === 1,
    source: row.source,
    deletion:
      row.deleted_from === null || row.deleted_at_ms === null || row.purge_at_ms === null
        ? undefined
        : { from: row.deleted_from, atMs: row.deleted_at_ms, purgeAtMs: row.purge_at_ms },
    createdAtMs: row.created_at_ms,
    completedAtMs: row.completed_at_ms ?? undefined,
  };
}

/** A dataset's name without options. */
export function datasetName(reference: string): string {
  return reference.split('?', 1)[0] ?? reference;
}
