import { hasBudget } from '../domain/search.js';
import { newTrial } from '../domain/new-trial.js';
import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import { drawTrial, type Patience } from './draw-trial.js';
import { closeIfOverdue, settleSearch } from './end-search.js';
import { expireLeases } from './expire-leases.js';
import type { Operation } from './operation.js';

export interface HandOutRequest {
  /** Blocks wanted. */
  readonly count: number;
  readonly worker: string;
  readonly requestId: string;
  /** Shared by all searches that one request looks at. */
  readonly patience: Patience;
}

/** Hands out blocks of one search: first those that wait for a further attempt, then new ones. */
export function handOut(operation: Operation, live: LiveSearch, request: HandOutRequest): readonly Trial[] {
  const { unit } = operation;
  if (live.search.state !== 'running') return [];
  closeIfOverdue(operation, live);
  expireLeases(operation, live);
  const trials: Trial[] = [];
  const inFlight = live.search.spec.budget.maxTrialsInFlight ?? Infinity;
  const mayGoOn = () => trials.length < request.count && live.leasedCount < inFlight && !live.search.closed;
  while (mayGoOn()) {
    const waiting = live.nextPending();
    if (waiting === undefined) break;
    trials.push(lease(operation, live, { ...waiting, attempt: waiting.attempt + 1, epochs: [] }, request));
  }
  const { trialCount, endReason } = live.search;
  while (mayGoOn() && hasBudget(live.search)) {
    const drawn = drawTrial(operation, live, request.patience);
    if (drawn === undefined) break;
    const trial = newTrial(live.search, drawn, operation.nowMs);
    unit.putSearch(live, { ...live.search, trialCount: trial.number });
    unit.agentOf(live).known.set(trial.blockId, { number: trial.number, reward: undefined });
    trials.push(lease(operation, live, trial, request));
  }
  if (live.search.trialCount !== trialCount || live.search.endReason !== endReason) {
    settleSearch(operation, live);
  }
  return trials;
}

/** Gives a trial to the worker that asks. */
function lease(operation: Operation, live: LiveSearch, trial: Trial, request: HandOutRequest): Trial {
  const { unit, nowMs, newToken, events } = operation;
  const leased: Trial = {
    ...trial,
    worker: request.worker,
    requestId: request.requestId,
    status: { kind: 'leased', token: newToken(), expiresAtMs: nowMs + live.search.spec.leaseMs },
  };
  unit.putTrial(live, leased);
  unit.changed(live.search.id, leased.number);
  unit.afterCommit(() => {
    events.trialHandedOut(leased);
  });
  return leased;
}
