import type { LostAttempt, Trial } from '../domain/trial.js';
import { updateTrial } from '../store/trials.js';
import { completeTrial, type Completion } from './complete-trial.js';
import type { Operation } from './operation.js';

/** Longest message of a failure. */
const MAX_MESSAGE_LENGTH = 1000;

/**
 * Ends the attempt of a trial that brought no result: the trial waits to be handed out again or, without
 * any attempt left, fails.
 */
export async function loseAttempt(
  operation: Operation,
  { search, trial }: Completion,
  how: { readonly givenBack: boolean; readonly reason: string },
): Promise<Completion> {
  const { nowMs, db, events } = operation;
  const { status } = trial;
  if (status.kind === 'completed') return { search, trial };
  const lost: LostAttempt = { attempt: trial.attempt, worker: trial.worker, reason: how.reason };
  // A lease that has expired already is not lost twice.
  const lostAttempts =
    status.kind === 'leased' ? [...trial.lostAttempts, lost] : [...trial.lostAttempts.slice(0, -1), lost];
  operation.afterCommit(() => {
    events.attemptLost(trial, lost);
  });
  const { maxAttempts } = search.spec.budget;
  if (trial.attempt >= maxAttempts) {
    return await completeTrial(
      operation,
      { search, trial: { ...trial, lostAttempts } },
      { kind: 'failed', reason: 'attempts_exhausted', message: exhaustedMessage(maxAttempts, lostAttempts) },
      undefined,
    );
  }
  const waiting: Trial = {
    ...trial,
    lostAttempts,
    status: { kind: 'pending', token: status.token, givenBack: how.givenBack, sinceMs: nowMs },
  };
  await updateTrial(db, waiting);
  operation.changed(search.id, trial.number);
  return { search, trial: waiting };
}

function exhaustedMessage(maxAttempts: number, lostAttempts: readonly LostAttempt[]): string {
  const list = lostAttempts
    .map(({ attempt, worker, reason }) => `${attempt} (${worker}): ${reason}`)
    .join('; ');
  const message = `none of ${maxAttempts} attempts brought a result: ${list}`;
  return message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : message;
}
