import type { LiveSearch } from '../live/live-search.js';
import type { Operation } from './operation.js';

/**
 * Gives every lease its full length from now on. For the start of the service: nobody could report while it
 * was down, so a lease that ended meanwhile says nothing about its worker.
 */
export function renewLeases({ unit, nowMs }: Operation, live: LiveSearch): void {
  const expiresAtMs = nowMs + live.search.spec.leaseMs;
  for (const trial of [...live.openTrials]) {
    if (trial.status.kind === 'leased' && trial.status.expiresAtMs < expiresAtMs) {
      unit.putTrial(live, { ...trial, status: { ...trial.status, expiresAtMs } });
    }
  }
}
