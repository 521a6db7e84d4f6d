import { ControllerError } from '../domain/controller-error.js';
import type { Trial } from '../domain/trial.js';

/**
 * Checks that a worker still has a trial: its token is the newest, the worker has not given the trial back,
 * and it is neither completed nor cancelled. An expired lease that nobody else got is still held.
 *
 * @throws ControllerError `LEASE_LOST`
 */
export function requireHeld(trial: Trial, token: string): void {
  const { status } = trial;
  const name = `searches/${trial.searchId}/trials/${trial.number}`;
  if (status.token !== token) {
    throw new ControllerError(
      'LEASE_LOST',
      `${name}: lease_token is not the newest: ${fateOf(trial)}; stop working on it`,
    );
  }
  const fault =
    status.kind === 'completed'
      ? 'the trial is completed'
      : status.kind === 'cancelled'
        ? 'the search has ended, and the trial is cancelled'
        : status.kind === 'pending' && status.givenBack
          ? 'the block was given back with AbandonTrial'
          : undefined;
  if (fault !== undefined) throw new ControllerError('LEASE_LOST', `${name}: ${fault}; stop working on it`);
}

function fateOf({ status, attempt }: Trial): string {
  switch (status.kind) {
    case 'pending':
    case 'leased':
      return `the lease expired and the block was handed out again (attempt ${attempt})`;
    case 'completed':
      return status.token === undefined
        ? 'the lease expired, and the trial failed as it was its last attempt'
        : `the block was handed out again, and attempt ${attempt} brought the result`;
    case 'cancelled':
      return 'the search has ended, and the trial is cancelled';
  }
}
