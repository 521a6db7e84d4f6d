import { ControllerError } from '../domain/controller-error.js';
import type { LiveSearch } from '../live/live-search.js';
import { requireNotDeleted, type Operation } from './operation.js';

/** Hands out nothing more until resumed, and asks workers to stop. */
export function pauseSearch(operation: Operation, live: LiveSearch): void {
  switchTo('paused', operation, live);
}

/** Hands out blocks again. */
export function resumeSearch(operation: Operation, live: LiveSearch): void {
  switchTo('running', operation, live);
}

function switchTo(state: 'paused' | 'running', operation: Operation, live: LiveSearch): void {
  const { unit, events, wake } = operation;
  const { search } = live;
  requireNotDeleted(search);
  if (search.state === 'completed') {
    throw new ControllerError(
      'SEARCH_COMPLETED',
      `searches/${search.id} is completed, so it can be neither paused nor resumed`,
    );
  }
  if (search.state === state) return;
  unit.putSearch(live, { ...search, state });
  unit.changed(search.id);
  const switched = live.search;
  unit.afterCommit(() => {
    if (state === 'paused') events.searchPaused(switched);
    else events.searchResumed(switched);
  });
  wake(search.id);
}
