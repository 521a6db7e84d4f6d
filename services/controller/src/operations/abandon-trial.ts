import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import { requireHeld } from './held-trial.js';
import { loseAttempt } from './lose-attempt.js';
import type { Operation } from './operation.js';
import { stopReasonOf } from './stop-reason.js';

/** Gives an open trial back. Giving it back again changes nothing. */
export function abandonTrial(
  operation: Operation,
  live: LiveSearch,
  trial: Trial,
  request: { readonly token: string; readonly reason: string },
): Trial {
  const { status } = trial;
  if (status.kind === 'pending' && status.givenBack && status.token === request.token) return trial;
  requireHeld(trial, request.token);
  const reason = request.reason === '' ? 'given back' : request.reason;
  const stop = stopReasonOf(live, trial);
  // A hopeless training should have been handed in as it is.
  const excused = stop !== undefined && stop !== 'median';
  return loseAttempt(operation, live, trial, { givenBack: true, reason, excused });
}
