import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRound } from '../checker/check-round.js';
import type { RoundEvidence, Violation } from '../checker/evidence.js';
import { planRounds, type RoundPlan } from '../plan/round-plan.js';
import { FaultSystem } from '../system/fault-system.js';
import type { FaultArguments } from './arguments.js';
import type { FaultTally } from './fault-report.js';
import { Logs } from './gather-evidence.js';
import type { ProgressLine } from './progress-line.js';
import { runRound } from './run-round.js';
import { installWriteAudit } from './write-audit.js';
import { withControllerDatabase } from './stored-state.js';

/** Rounds on one set of databases; then a run begins anew, so that its logs do not grow without end. */
const ROUNDS_PER_SYSTEM = 50;

/** Runs the rounds and adds them up. Violations are in the tally; it throws only where the harness itself cannot work. */
export async function runFaults(
  args: FaultArguments,
  tally: FaultTally,
  progress: ProgressLine,
): Promise<void> {
  const plans = planRounds(args.seed, args.database, args.rounds).filter(
    ({ number }) => args.only === undefined || number === args.only,
  );
  while (plans.length > 0) {
    const folder = await mkdtemp(join(tmpdir(), 'blockqnn-faults-'));
    const failed = await runOnOneSystem(plans.splice(0, ROUNDS_PER_SYSTEM), folder, {
      args,
      tally,
      progress,
    });
    if (failed || args.keep) progress.print(`logs and databases: ${folder}`);
    else await rm(folder, { recursive: true, force: true });
    if (failed) break;
  }
}

interface RunContext {
  readonly args: FaultArguments;
  readonly tally: FaultTally;
  readonly progress: ProgressLine;
}

/** True where something was violated. */
async function runOnOneSystem(
  plans: readonly RoundPlan[],
  folder: string,
  { args, tally, progress }: RunContext,
): Promise<boolean> {
  const surprises: string[] = [];
  await using system = new FaultSystem({
    ...args,
    loopsPerWorker: 4,
    folder,
    onSurprise: (message) => surprises.push(message),
  });
  await system.start();
  if (system.postgres) await withControllerDatabase(system, installWriteAudit);
  const logs = new Logs(system);
  for (const plan of plans) {
    const began = performance.now();
    const onPhase = (phase: string): void => {
      progress.show(
        `round ${plan.number} of ${args.rounds}: ${plan.faults.map(({ name }) => name).join(', ')}: ${phase}`,
      );
    };
    onPhase('striking');
    const violations: Violation[] = [];
    const broken = (law: string, message: string): void => {
      violations.push({ law, subject: `round ${plan.number}`, message });
    };
    let struck: readonly string[] = plan.faults.map(({ name }) => name);
    let evidence: RoundEvidence = { searches: [], writes: undefined };
    let takeOverMs: readonly number[] = [];
    try {
      const outcome = await runRound(system, plan, logs, onPhase);
      ({ struck, takeOverMs, evidence } = outcome);
      for (const message of outcome.broken) broken('a promise was broken on the spot', message);
      violations.push(...checkRound(evidence));
    } catch (error) {
      broken('everything comes to rest', causes(error));
    }
    for (const message of surprises.splice(0)) broken('no process ends by itself', message);
    const round = {
      plan,
      struck,
      evidence,
      takeOverMs,
      violations,
      tookMs: performance.now() - began,
    };
    progress.print(tally.add(round));
    if (violations.length > 0) return true;
  }
  return false;
}

function causes(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${causes(error.cause)})`;
}
