import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@blockqnn/telemetry';
import type { Controller } from './controller.js';
import { expireLeases } from './operations/expire-leases.js';
import { listExpiredTrials } from './store/trials.js';

export interface LeaseSweeperOptions {
  readonly controller: Controller;
  readonly logger: Logger;
  /** How often leases are looked at. */
  readonly intervalMs: number;
  /** Ends the sweeper. */
  readonly signal: AbortSignal;
}

/**
 * Notices expired leases, so that watchers see them and a trial without attempts left fails even when
 * nobody asks for blocks. Resolves when the signal has ended it; never rejects.
 */
export async function sweepLeases(options: LeaseSweeperOptions): Promise<void> {
  const { controller, logger, intervalMs, signal } = options;
  while (await passed(intervalMs, signal)) {
    try {
      while ((await listExpiredTrials(controller.db, controller.clock.now(), 1)).length > 0) {
        await controller.operate(expireLeases);
      }
    } catch (error) {
      logger.error({ err: error }, 'leases not swept');
    }
  }
}

/** Whether the time passed before the signal aborted. */
async function passed(durationMs: number, signal: AbortSignal): Promise<boolean> {
  return await pause(durationMs, true, { signal }).catch(() => false);
}
