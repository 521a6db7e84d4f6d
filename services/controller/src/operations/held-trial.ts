import { ControllerError } from '../domain/controller-error.js';
import type { Trial } from '../domain/trial.js';

/**
 * Checks that a worker still has a trial: its token is the newest, the worker has not given the trial back,
 * and it is not completed. An expired lease that nobody else got is still held.
 *
 * @throws ControllerError `LEASE_LOST`
 */
export function requireHeld(trial: Trial, token: string): void {
  const { status } = trial;
  const name = `searches/${trial.searchId}/trials/${trial.number}`;
  if (status.token !== token) {
    const fate =
      status.kind !== 'completed'
        ? `the lease expired and the block was handed out again (attempt ${trial.attempt})`
        : status.token === undefined
          ? 'the lease expired, and the trial failed as it was its last attempt'
          : `the block was handed out again, and attempt ${trial.attempt} brought the result`;
    throw new ControllerError(
      'LEASE_LOST',
      `${name}: lease_token is not the newest: ${fate}; stop working on it`,
    );
  }
  if (status.kind === 'completed') {
    throw new ControllerError('LEASE_LOST', `${name}: the trial is completed; stop working on it`);
  }
  if (status.kind === 'pending' && status.givenBack) {
    throw new ControllerError(
      'LEASE_LOST',
      `${name}: the block was given back with AbandonTrial; stop working on it`,
    );
  }
}
