import type { Epoch } from '@blockqnn/training/recipes';
import type { Trial } from '../domain/trial.js';
import { updateTrial } from '../store/trials.js';
import { requireHeld } from './held-trial.js';
import { requireTrial, type Operation } from './operation.js';

/** Keeps epochs and extends the lease; gives back when it ends now. */
export async function reportProgress(
  operation: Operation,
  report: {
    readonly searchId: string;
    readonly number: number;
    readonly token: string;
    readonly epochs: readonly Epoch[];
  },
): Promise<number> {
  const { search, trial } = await requireTrial(operation.db, report.searchId, report.number);
  requireHeld(trial, report.token);
  const expiresAtMs = operation.nowMs + search.spec.leaseMs;
  const extended: Trial = {
    ...trial,
    epochs: merged(trial.epochs, report.epochs),
    // An expired lease that nobody else got comes to life again, so its attempt was not lost.
    lostAttempts: trial.status.kind === 'pending' ? trial.lostAttempts.slice(0, -1) : trial.lostAttempts,
    status: { kind: 'leased', token: report.token, expiresAtMs },
  };
  await updateTrial(operation.db, extended);
  if (report.epochs.length > 0 || trial.status.kind === 'pending') operation.changed(search.id, trial.number);
  return expiresAtMs;
}

/** By number; of two with the same number the later one stays. */
function merged(known: readonly Epoch[], reported: readonly Epoch[]): readonly Epoch[] {
  if (reported.length === 0) return known;
  const byNumber = new Map([...known, ...reported].map((epoch) => [epoch.number, epoch]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}
