import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsServerBinary } from '../tools/nats-server-binary.js';
import { skipForWantOf, type ToolContext } from '../tools/needs.js';
import type { DatabaseKind } from './plan/fault-name.js';
import type { RoundPlan } from './plan/round-plan.js';
import { Logs } from './run/gather-evidence.js';
import { runRound, type RoundOutcome } from './run/run-round.js';
import { withControllerDatabase } from './run/stored-state.js';
import { installWriteAudit } from './run/write-audit.js';
import { FaultSystem } from './system/fault-system.js';

/** Runs one round on processes and databases of its own, for a test. */
export async function recordedRound(database: DatabaseKind, plan: RoundPlan): Promise<RoundOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-faults-'));
  const surprises: string[] = [];
  try {
    await using system = new FaultSystem({
      database,
      workers: 2,
      loopsPerWorker: 4,
      seed: 1,
      folder,
      onSurprise: (message) => surprises.push(message),
    });
    await system.start();
    if (database === 'postgres') await withControllerDatabase(system, installWriteAudit);
    const outcome = await runRound(system, plan, new Logs(system));
    assert.deepEqual([...outcome.broken, ...surprises], []);
    return outcome;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** False after the test was skipped for want of nats-server. */
export async function hasNatsServer(t: Pick<ToolContext, 'skip' | 'after'>): Promise<boolean> {
  try {
    await natsServerBinary();
    return true;
  } catch (error) {
    skipForWantOf(t, 'nats-server', `install it, or pip or Go for the test to fetch it (${String(error)})`);
    return false;
  }
}
