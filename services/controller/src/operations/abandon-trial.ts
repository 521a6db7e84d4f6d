import type { Trial } from '../domain/trial.js';
import { requireHeld } from './held-trial.js';
import { loseAttempt } from './lose-attempt.js';
import { requireTrial, type Operation } from './operation.js';

/** Gives a trial back. Giving it back again changes nothing. */
export async function abandonTrial(
  operation: Operation,
  request: {
    readonly searchId: string;
    readonly number: number;
    readonly token: string;
    readonly reason: string;
  },
): Promise<Trial> {
  const { search, trial } = await requireTrial(operation.db, request.searchId, request.number);
  const { status } = trial;
  if (status.kind === 'pending' && status.givenBack && status.token === request.token) return trial;
  requireHeld(trial, request.token);
  const reason = request.reason === '' ? 'given back' : request.reason;
  return (await loseAttempt(operation, { search, trial }, { givenBack: true, reason })).trial;
}
