import { smallStack } from '@blockqnn/network';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RoundEvidence } from '../checker/evidence.js';
import type { PlannedSearch, RoundPlan } from '../plan/round-plan.js';
import { strike, type Struck } from '../plan/strike.js';
import type { FaultSystem } from '../system/fault-system.js';
import { until } from '../system/until.js';
import { gatherEvidence, listEvaluations, type Logs } from './gather-evidence.js';

export interface RoundOutcome {
  readonly evidence: RoundEvidence;
  /** For people: each fault and what it hit. */
  readonly struck: readonly string[];
  /** From the death of an active controller until its stand-by served. */
  readonly takeOverMs: readonly number[];
  /** Promises that were broken in front of our eyes. */
  readonly broken: readonly string[];
}

const LEASE_S = 5;
const PACE_MS = 80;
/** Longest that nothing may happen before all is at rest, on a machine that others use too. */
const REST_MS = 120_000;
/** The answer is long. */
const POLL_REGISTRY_MS = 300;
/** A take-over is promised within 10 s; this long is waited before it counts as none at all. */
const TAKE_OVER_PATIENCE_MS = 60_000;

/** Searches are worked on, faults happen, all is mended and comes to rest, and what is left is gathered. */
export async function runRound(
  system: FaultSystem,
  plan: RoundPlan,
  logs: Logs,
  onPhase: (phase: string) => void = () => undefined,
): Promise<RoundOutcome> {
  const names = await createSearches(system, plan.searches);
  const work = { kind: 'work', searches: names, seed: plan.number, leaseMs: LEASE_S * 1000 } as const;
  system.assign({ ...work, paceMs: PACE_MS });
  const struck: string[] = [];
  const broken: string[] = [];
  const takeOverMs: number[] = [];
  const began = performance.now();
  await Promise.all(
    plan.faults.map(async (fault) => {
      await sleep(fault.atMs - (performance.now() - began));
      const hit = await strike(system, fault);
      struck.push(`${fault.name} (${hit.what})`);
      if (hit.violation !== undefined) broken.push(hit.violation);
      const hitAt = performance.now();
      const takeOver = watchTakeOver(system, hit, hitAt, takeOverMs);
      await sleep(fault.forMs);
      await hit.heal();
      await takeOver;
    }),
  );
  onPhase('healing');
  await system.heal();
  system.assign({ ...work, paceMs: 0 });
  onPhase('coming to rest');
  await comeToRest(system, names, logs);
  const searches = plan.searches.map((asked, i) => ({ name: names[i] ?? '', asked }));
  return { evidence: await gatherEvidence(system, searches, logs), struck, takeOverMs, broken };
}

/** Measures how long it takes until somebody else serves, unless the one that was hit comes back first. */
async function watchTakeOver(
  system: FaultSystem,
  { deposed }: Struck,
  hitAt: number,
  takeOverMs: number[],
): Promise<void> {
  if (!deposed) return;
  while (performance.now() - hitAt < TAKE_OVER_PATIENCE_MS) {
    const active = await system.activeController();
    if (active === deposed) return;
    if (active !== undefined) {
      takeOverMs.push(performance.now() - hitAt);
      return;
    }
    await sleep(50);
  }
}

async function createSearches(system: FaultSystem, searches: readonly PlannedSearch[]): Promise<string[]> {
  using controller = await system.controllerClient();
  const names: string[] = [];
  for (const search of searches) {
    const answer = await controller.createSearch({
      spec: {
        strategy: search.strategy,
        seed: search.seed,
        dataset: 'procedural',
        stack: smallStack({ input: { height: 16, width: 16, channels: 3 }, classes: 10 }),
        budget: {
          maxEvaluations: search.maxEvaluations,
          maxAttempts: search.maxAttempts,
          maxTrialsInFlight: search.maxTrialsInFlight,
        },
        maxLayers: search.maxLayers,
        leaseDuration: { seconds: LEASE_S },
        ...(search.maxFlops === 0 ? {} : { limits: { maxFlops: search.maxFlops } }),
      },
    });
    names.push(answer.search?.name ?? '');
  }
  return names;
}

async function comeToRest(system: FaultSystem, names: readonly string[], logs: Logs): Promise<void> {
  using controller = await system.controllerClient();
  using registry = system.registryClient();
  for (const name of names) {
    const search = await until(`${name} is completed`, REST_MS, async (done) => {
      const { search: now } = await controller.getSearch({ name });
      done((now?.succeededCount ?? 0) + (now?.failedCount ?? 0));
      return now?.state === 'SEARCH_STATE_COMPLETED' ? now : undefined;
    });
    const completed = search.succeededCount + search.failedCount;
    await until(`the subscriber has seen all ${completed} completions of ${name}`, REST_MS, (done) => {
      done(logs.sightingCount(name));
      return logs.sightingCount(name) >= completed || undefined;
    });
    await until(
      `the registry has all ${completed} evaluations of ${name}`,
      REST_MS,
      async (done) => {
        const { length } = await listEvaluations(registry, name);
        done(length);
        return length >= completed || undefined;
      },
      POLL_REGISTRY_MS,
    );
  }
  await until('the workers hold nothing', REST_MS, () => system.workersIdle() || undefined);
}
