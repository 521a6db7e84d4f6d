import { completedIfDone, endsAtMs } from '../domain/search.js';
import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import type { Operation } from './operation.js';

/**
 * Ends a search before its budget is spent: it hands out nothing more, blocks that wait for a further attempt
 * are given up, and workers are asked to stop. Results that come in all the same still count.
 */
export function closeSearch(operation: Operation, live: LiveSearch, reason: string): void {
  const { unit, wake } = operation;
  if (live.search.closed) return;
  const endReason = live.search.endReason === '' ? reason : live.search.endReason;
  unit.putSearch(live, { ...live.search, closed: true, endReason });
  unit.changed(live.search.id);
  for (const trial of live.pendingTrials()) cancelTrial(operation, live, trial);
  wake(live.search.id);
}

/** Closes the search where its time is up. */
export function closeIfOverdue(operation: Operation, live: LiveSearch): void {
  const { search } = live;
  if (search.state === 'completed' || search.state === 'deleted' || search.closed) return;
  if (operation.nowMs < endsAtMs(search)) return;
  const seconds = (search.spec.budget.maxDurationMs ?? 0) / 1000;
  closeSearch(operation, live, `the time of ${seconds} s is up`);
  settleSearch(operation, live);
}

/** Gives an open trial up: nobody learns from it. */
export function cancelTrial(operation: Operation, live: LiveSearch, trial: Trial): Trial {
  const { unit, nowMs } = operation;
  const cancelled: Trial = {
    ...trial,
    status: { kind: 'cancelled', token: trial.status.token, cancelledAtMs: nowMs },
  };
  unit.putTrial(live, cancelled);
  unit.putSearch(live, { ...live.search, cancelledCount: live.search.cancelledCount + 1 });
  unit.changed(live.search.id, trial.number);
  return cancelled;
}

/** To be called when trials or budget of a search have changed: completes it where nothing is left to do. */
export function settleSearch(operation: Operation, live: LiveSearch): void {
  const { unit, nowMs, events, wake } = operation;
  const before = live.search;
  unit.putSearch(live, completedIfDone(before, nowMs));
  unit.changed(before.id);
  if (live.search.state === 'completed' && before.state !== 'completed') {
    const completed = live.search;
    unit.afterCommit(() => {
      retireAgent(live);
      events.searchCompleted(completed);
    });
  }
  wake(before.id);
}

/** Lets go of an agent that has nothing more to do; where that changes, it is read again. */
export function retireAgent(live: LiveSearch): void {
  const { state } = live.search;
  if (state === 'completed' || state === 'deleted') live.agent = undefined;
}
