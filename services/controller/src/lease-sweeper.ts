import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@blockqnn/telemetry';
import type { Controller } from './controller.js';
import { NotActiveError } from './domain/controller-error.js';
import { endsAtMs } from './domain/search.js';
import type { LiveSearch } from './live/live-search.js';
import { purgeIfDue } from './operations/delete-search.js';
import { closeIfOverdue } from './operations/end-search.js';
import { expireLeases } from './operations/expire-leases.js';
import { listPurgeableSearches } from './store/searches.js';

export interface LeaseSweeperOptions {
  readonly controller: Controller;
  readonly logger: Logger;
  /** How often leases are looked at. */
  readonly intervalMs: number;
  /** Ends the sweeper. */
  readonly signal: AbortSignal;
}

/** Deleted searches are kept for days, so their end is seldom looked for. */
const SWEEPS_PER_PURGE = 60;

/**
 * Notices what time brings by itself, even where nobody asks for blocks: leases that end, searches whose time
 * is up, deleted ones to be removed for good. Resolves when the signal has ended it; never rejects.
 */
export async function sweepLeases(options: LeaseSweeperOptions): Promise<void> {
  const { controller, logger, intervalMs, signal } = options;
  // One search that cannot be read must not keep the others from being swept.
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      // What is shutting down leaves the rest to the next one.
      if (error instanceof NotActiveError || signal.aborted) return;
      logger.error({ err: error }, 'leases not swept');
    }
  };
  for (let sweep = 0; await passed(intervalMs, signal); sweep += 1) {
    await attempt(async () => {
      for (const live of [...controller.live.searches]) {
        if (!isDue(live, controller.clock.now())) continue;
        await attempt(() => sweepSearch(controller, live.search.id));
      }
    });
    if (sweep % SWEEPS_PER_PURGE === 0) await attempt(() => purge(controller));
  }
}

function isDue(live: LiveSearch, nowMs: number): boolean {
  const { state, closed } = live.search;
  if (state === 'completed' || state === 'deleted') return false;
  return nowMs >= live.nextExpiryMs || (!closed && nowMs >= endsAtMs(live.search));
}

async function sweepSearch(controller: Controller, searchId: string): Promise<void> {
  await controller.onSearch(searchId, (operation, live) => {
    closeIfOverdue(operation, live);
    expireLeases(operation, live);
  });
}

async function purge(controller: Controller): Promise<void> {
  for (const searchId of await listPurgeableSearches(controller.db, controller.clock.now())) {
    await controller.onSearch(searchId, purgeIfDue);
  }
}

/** Whether the time passed before the signal aborted. */
async function passed(durationMs: number, signal: AbortSignal): Promise<boolean> {
  return await pause(durationMs, true, { signal }).catch(() => false);
}
