import type { Search, SearchSpec } from '../domain/search.js';
import { findSearchByRequest, insertSearch } from '../store/searches.js';
import type { Operation } from './operation.js';

/** Letters and digits of a search's id: short enough to type, and 44 bits of chance. */
const ID_DIGITS = 11;

/** Makes a search, or gives back the one that the same request has made before. */
export async function createSearch(
  operation: Operation,
  spec: SearchSpec,
  requestId: string,
): Promise<Search> {
  const { db, nowMs, newToken, events } = operation;
  const earlier = requestId === '' ? undefined : await findSearchByRequest(db, requestId);
  if (earlier !== undefined) return earlier;
  let search: Search = {
    id: `s${newToken().replaceAll('-', '').slice(0, ID_DIGITS)}`,
    spec,
    state: 'running',
    trialCount: 0,
    succeededCount: 0,
    failedCount: 0,
    duplicateCount: 0,
    infeasibleCount: 0,
    rejectedInARow: 0,
    epsilon: 1,
    best: undefined,
    endReason: '',
    createdAtMs: nowMs,
    completedAtMs: undefined,
  };
  await insertSearch(db, search, requestId);
  // From the beginning the database has all that the strategy is made of.
  const { epsilon } = await operation.strategyOf(search);
  search = { ...search, epsilon };
  operation.changed(search.id);
  operation.afterCommit(() => {
    events.searchCreated(search);
  });
  return search;
}
