import { ControllerError } from '../domain/controller-error.js';
import type { LiveSearch } from '../live/live-search.js';
import { requestAnswer } from '../live/requests.js';
import { retireAgent, settleSearch } from './end-search.js';
import type { Operation } from './operation.js';

/** Takes a search away, to be removed for good after the given time. A deleted search stays as it is. */
export function deleteSearch(operation: Operation, live: LiveSearch, keepMs: number): void {
  const { unit, nowMs, events, wake } = operation;
  const { search } = live;
  if (search.state === 'deleted') return;
  const deletion = { from: search.state, atMs: nowMs, purgeAtMs: nowMs + keepMs };
  unit.putSearch(live, { ...search, state: 'deleted', deletion });
  unit.changed(search.id);
  unit.afterCommit(() => {
    retireAgent(live);
    events.searchDeleted(search);
  });
  wake(search.id);
}

/**
 * Brings a deleted search back as it was.
 *
 * @throws ControllerError `NOT_DELETED`
 */
export function undeleteSearch(operation: Operation, live: LiveSearch): void {
  const { unit, events } = operation;
  const { search } = live;
  if (search.deletion === undefined) {
    throw new ControllerError('NOT_DELETED', `searches/${search.id} is not deleted`);
  }
  unit.putSearch(live, { ...search, state: search.deletion.from, deletion: undefined });
  unit.afterCommit(() => {
    events.searchUndeleted(search);
  });
  // Its last trials may have been given up meanwhile.
  settleSearch(operation, live);
}

/** Removes a deleted search for good once its time is up. */
export function purgeIfDue(operation: Operation, live: LiveSearch): void {
  const { unit, nowMs, events } = operation;
  const { search } = live;
  if (search.deletion === undefined || nowMs < search.deletion.purgeAtMs) return;
  unit.purge(live);
  // A repetition of the request that made it makes another one: there is none to name.
  operation.live.forgetAnswer(requestAnswer(search.id));
  unit.changed(search.id);
  unit.afterCommit(() => {
    events.searchPurged(search);
  });
}
