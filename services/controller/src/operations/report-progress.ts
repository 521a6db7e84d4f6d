import type { Epoch } from '@blockqnn/training/recipes';
import { ControllerError } from '../domain/controller-error.js';
import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import { requireHeld } from './held-trial.js';
import type { Operation } from './operation.js';
import { stopReasonOf, type StopReason } from './stop-reason.js';

export interface ProgressAnswer {
  readonly expiresAtMs: number;
  /** Undefined: go on. */
  readonly stopReason: StopReason | undefined;
}

/** Keeps epochs and extends the lease; also where the worker is asked to stop, so that it can hand in what it has. */
export function reportProgress(
  operation: Operation,
  live: LiveSearch,
  trial: Trial,
  report: { readonly token: string; readonly epochs: readonly Epoch[] },
): ProgressAnswer {
  const { unit, nowMs } = operation;
  requireHeld(trial, report.token);
  if (trial.status.kind === 'pending') requirePlace(live, trial);
  const expiresAtMs = nowMs + live.search.spec.leaseMs;
  const extended: Trial = {
    ...trial,
    epochs: merged(trial.epochs, report.epochs),
    // An expired lease that nobody else got comes to life again, so its attempt was not lost.
    lostAttempts: trial.status.kind === 'pending' ? trial.lostAttempts.slice(0, -1) : trial.lostAttempts,
    status: { kind: 'leased', token: report.token, expiresAtMs },
  };
  unit.putTrial(live, extended);
  if (report.epochs.length > 0 || trial.status.kind === 'pending') {
    unit.changed(live.search.id, trial.number);
  }
  return { expiresAtMs, stopReason: stopReasonOf(live, extended) };
}

/** An expired lease comes to life again only where its place was not given to another trial. */
function requirePlace({ search, leasedCount }: LiveSearch, { number }: Trial): void {
  if (leasedCount < (search.spec.budget.maxTrialsInFlight ?? Infinity)) return;
  throw new ControllerError(
    'LEASE_LOST',
    `searches/${search.id}/trials/${number}: the lease expired, and as many other trials are in flight as the search allows; stop working on it`,
  );
}

/** By number; of two with the same number the later one stays. */
function merged(known: readonly Epoch[], reported: readonly Epoch[]): readonly Epoch[] {
  if (reported.length === 0) return known;
  const byNumber = new Map([...known, ...reported].map((epoch) => [epoch.number, epoch]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}
