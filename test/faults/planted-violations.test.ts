import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, before, after } from 'node:test';
import { natsServerBinary } from '../tools/nats-server-binary.js';
import { skipForWantOf } from '../tools/needs.js';
import { checkRound } from './checker/check-round.js';
import { checkWrites } from './checker/check-writes.js';
import type { SearchEvidence, Violation } from './checker/evidence.js';
import { AGENT_PLANTS } from './plants/agent-plants.js';
import { LISTENER_PLANTS } from './plants/listener-plants.js';
import { WORKER_PLANTS } from './plants/worker-plants.js';
import { Logs } from './run/gather-evidence.js';
import { runRound } from './run/run-round.js';
import { FaultSystem } from './system/fault-system.js';

/** A round in which controller and registry die: real logs, real answers, a real database. */
async function recordedRound(): Promise<readonly SearchEvidence[]> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-faults-'));
  const surprises: string[] = [];
  try {
    await using system = new FaultSystem({
      database: 'sqlite',
      workers: 2,
      loopsPerWorker: 4,
      seed: 1,
      folder,
      onSurprise: (message) => surprises.push(message),
    });
    await system.start();
    const search = { maxAttempts: 3, maxTrialsInFlight: 0, maxLayers: 4, maxFlops: 20e6 };
    const plan = {
      number: 1,
      faults: [
        { name: 'kill controller', atMs: 300, forMs: 0, dice: 0 },
        { name: 'kill registry', atMs: 300, forMs: 0, dice: 0 },
      ],
      searches: [
        { strategy: 'STRATEGY_KIND_Q_LEARNING', seed: 3, maxEvaluations: 120, ...search },
        { strategy: 'STRATEGY_KIND_RANDOM', seed: 4, maxEvaluations: 20, ...search },
      ],
    } as const;
    const { evidence, broken } = await runRound(system, plan, new Logs(system));
    assert.deepEqual([...broken, ...surprises], []);
    return evidence;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the checker', () => {
  let recorded: readonly SearchEvidence[] | undefined;

  before(async () => {
    if (await hasNats()) recorded = await recordedRound();
  });

  it('finds that every law holds after a round with a killed controller and registry', (t) => {
    if (!recorded) {
      skipForWantOf(t, 'nats-server', 'install it, or pip or Go for the test to fetch it');
      return;
    }
    const { violations, recomputed } = checkRound(recorded);
    assert.deepEqual(violations, []);
    assert.equal(recomputed, recorded.length, 'the agents were recomputed whole');
  });

  for (const { law, what, plant } of [...WORKER_PLANTS, ...AGENT_PLANTS, ...LISTENER_PLANTS]) {
    it(`catches ${what}`, (t) => {
      if (!recorded?.[0]) {
        skipForWantOf(t, 'nats-server', 'install it, or pip or Go for the test to fetch it');
        return;
      }
      const planted = structuredClone(recorded) as SearchEvidence[];
      const { changed, subject } = plant(planted[0] as SearchEvidence);
      planted[0] = changed;
      expectViolation(checkRound(planted).violations, law, subject);
    });
  }

  const write = (sequence: number, writer: string, epoch: number) => ({
    sequence,
    writer,
    epoch,
    table: 'trial',
  });
  const law = 'one controller writes at a time';

  it('takes writes of one controller after the other', () => {
    assert.deepEqual(
      checkWrites([write(1, 'a#1', 1), write(2, 'a#1', 1), write(3, 'b#1', 2), write(4, 'a#2', 3)]),
      [],
    );
  });

  it('catches a write in an older epoch', () => {
    expectViolation(
      checkWrites([write(1, 'a#1', 1), write(2, 'b#1', 2), write(3, 'a#1', 1)]),
      law,
      'trial, write 3',
    );
  });

  it('catches a write of a controller whose place was taken, whatever the epoch', () => {
    expectViolation(
      checkWrites([write(1, 'a#1', 1), write(2, 'b#1', 2), write(3, 'a#1', 2)]),
      law,
      'trial, write 3',
    );
  });

  it('catches two writers of one epoch', () => {
    expectViolation(checkWrites([write(1, 'a#1', 1), write(2, 'b#1', 1)]), law, 'trial, write 2');
  });

  after(() => {
    recorded = undefined;
  });
});

function expectViolation(violations: readonly Violation[], law: string, subject: string): void {
  const told = violations
    .map((violation) => `${violation.law}: ${violation.subject}: ${violation.message}`)
    .join('\n');
  assert.ok(
    violations.some((violation) => violation.law === law && violation.subject === subject),
    `wanted "${law}" on ${subject}; found:\n${told}`,
  );
}

async function hasNats(): Promise<boolean> {
  return await natsServerBinary().then(
    () => true,
    () => false,
  );
}
