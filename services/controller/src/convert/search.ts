import { searchName, timestampToProto, type SearchInput } from '@blockqnn/api';
import { openCount, type Search, type SearchState } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import { searchSpecToProto } from './search-spec.js';
import { trialToProto } from './trial.js';

const STATES = {
  running: 'SEARCH_STATE_RUNNING',
  paused: 'SEARCH_STATE_PAUSED',
  completed: 'SEARCH_STATE_COMPLETED',
  deleted: 'SEARCH_STATE_DELETED',
} as const satisfies Record<SearchState, string>;

export function searchToProto(search: Search, bestTrial: Trial | undefined): SearchInput {
  return {
    name: searchName(search.id),
    spec: searchSpecToProto(search.spec),
    state: STATES[search.state],
    succeededCount: search.succeededCount,
    failedCount: search.failedCount,
    openCount: openCount(search),
    duplicateCount: search.duplicateCount,
    infeasibleCount: search.infeasibleCount,
    epsilon: search.epsilon,
    ...(bestTrial && { bestTrial: trialToProto(bestTrial) }),
    createTime: timestampToProto(search.createdAtMs),
    ...(search.completedAtMs !== undefined && { completeTime: timestampToProto(search.completedAtMs) }),
    endReason: search.endReason,
    cancelledCount: search.cancelledCount,
    importedCount: search.importedCount,
    source: search.source === '' ? '' : searchName(search.source),
    ...(search.deletion && {
      deleteTime: timestampToProto(search.deletion.atMs),
      purgeTime: timestampToProto(search.deletion.purgeAtMs),
    }),
  };
}
