import { resourceExhausted } from '@blockqnn/rpc';
import { joinSignals } from '../joined-signal.js';
import type { Reservation, WorkerPool } from '../workers/worker-pool.js';

/** What a caller that found every worker busy is told to wait. */
const RETRY_MS = 5000;

/**
 * A worker for a caller, ahead of the evaluator's own pulling. Throws RESOURCE_EXHAUSTED (WORKERS_BUSY)
 * where none is free in time.
 *
 * @param patienceMs - how long is waited
 */
export async function reserveWorker(
  pool: WorkerPool,
  patienceMs: number,
  signal: AbortSignal,
): Promise<Reservation> {
  const busy = resourceExhausted(
    'WORKERS_BUSY',
    `all ${String(pool.workers.length)} workers are busy; try again later`,
    RETRY_MS,
  );
  // As many may wait as there are workers; more would only wait in vain.
  if (pool.urgentCount >= pool.workers.length) throw busy;
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort(busy);
  }, patienceMs);
  using ending = joinSignals(signal, patience.signal);
  try {
    return await pool.reserve({ urgent: true, signal: ending.signal });
  } finally {
    clearTimeout(timer);
  }
}
