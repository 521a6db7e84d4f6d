import type { LostAttempt, Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import { completeTrial } from './complete-trial.js';
import { cancelTrial, settleSearch } from './end-search.js';
import type { Operation } from './operation.js';

/** Longest message of a failure. */
const MAX_MESSAGE_LENGTH = 1000;

/** How an attempt ended that brought no result. */
export interface Loss {
  readonly givenBack: boolean;
  readonly reason: string;
  /** Does not count against the bound on attempts, as the controller itself asked the worker to stop. */
  readonly excused?: boolean;
}

/**
 * Ends the attempt of an open trial that brought no result: the trial waits to be handed out again or,
 * without any attempt left, fails; in a search that has ended it is cancelled.
 */
export function loseAttempt(operation: Operation, live: LiveSearch, trial: Trial, loss: Loss): Trial {
  const { nowMs, unit, events } = operation;
  const { status } = trial;
  if (status.kind !== 'leased' && status.kind !== 'pending') return trial;
  const lost: LostAttempt = { attempt: trial.attempt, worker: trial.worker, reason: loss.reason };
  // A lease that has expired already is not lost twice.
  const lostAttempts =
    status.kind === 'leased' ? [...trial.lostAttempts, lost] : [...trial.lostAttempts.slice(0, -1), lost];
  unit.afterCommit(() => {
    events.attemptLost(trial, lost);
  });
  if (live.search.closed) {
    const cancelled = cancelTrial(operation, live, { ...trial, lostAttempts });
    settleSearch(operation, live);
    return cancelled;
  }
  const excusedAttempts = trial.excusedAttempts + (loss.excused === true ? 1 : 0);
  const { maxAttempts } = live.search.spec.budget;
  if (trial.attempt - excusedAttempts >= maxAttempts) {
    const message = exhaustedMessage(maxAttempts, lostAttempts);
    return completeTrial(
      operation,
      live,
      { ...trial, lostAttempts },
      { kind: 'failed', reason: 'attempts_exhausted', message },
      undefined,
    );
  }
  const waiting: Trial = {
    ...trial,
    lostAttempts,
    excusedAttempts,
    status: { kind: 'pending', token: status.token, givenBack: loss.givenBack, sinceMs: nowMs },
  };
  unit.putTrial(live, waiting);
  unit.changed(live.search.id, trial.number);
  operation.wake(live.search.id);
  return waiting;
}

function exhaustedMessage(maxAttempts: number, lostAttempts: readonly LostAttempt[]): string {
  const list = lostAttempts
    .map(({ attempt, worker, reason }) => `${attempt} (${worker}): ${reason}`)
    .join('; ');
  const message = `none of ${maxAttempts} attempts brought a result: ${list}`;
  return message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : message;
}
