import type { Search } from '../domain/search.js';
import type { Operation } from './operation.js';

/** What follows once a completed search is on disk. */
export function endSearch(operation: Operation, search: Search): void {
  operation.retireStrategy(search.id);
  operation.afterCommit(() => {
    operation.events.searchCompleted(search);
  });
}
