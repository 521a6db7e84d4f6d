import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkRound } from './checker/check-round.js';
import { checkWrites } from './checker/check-writes.js';
import type { RoundEvidence, SearchEvidence, Violation } from './checker/evidence.js';
import type { RoundPlan } from './plan/round-plan.js';
import { AGENT_PLANTS } from './plants/agent-plants.js';
import { LISTENER_PLANTS } from './plants/listener-plants.js';
import { WORKER_PLANTS } from './plants/worker-plants.js';
import { hasNatsServer, recordedRound } from './recorded-round.js';

const SEARCH = { maxAttempts: 3, maxTrialsInFlight: 5, maxLayers: 4, maxFlops: 20e6 } as const;

/** Controller and registry die: real logs, real answers, a real database. */
const PLAN: RoundPlan = {
  number: 1,
  faults: [
    { name: 'kill controller', atMs: 300, forMs: 0, dice: 0 },
    { name: 'kill registry', atMs: 300, forMs: 0, dice: 0 },
  ],
  searches: [
    { strategy: 'STRATEGY_KIND_Q_LEARNING', seed: 3, maxEvaluations: 120, ...SEARCH },
    { strategy: 'STRATEGY_KIND_RANDOM', seed: 4, maxEvaluations: 20, ...SEARCH },
  ],
};

describe('the checker', () => {
  let recorded: RoundEvidence | undefined;

  it('finds that every law holds after a round with a killed controller and registry', async (t) => {
    if (!(await hasNatsServer(t))) return;
    const { evidence } = await recordedRound('sqlite', PLAN);
    assert.deepEqual(checkRound(evidence), []);
    recorded = evidence;
  });

  for (const { law, what, plant } of [...WORKER_PLANTS, ...AGENT_PLANTS, ...LISTENER_PLANTS]) {
    it(`catches ${what}`, async (t) => {
      if (!recorded) {
        if (await hasNatsServer(t)) assert.fail('there is no sound round to plant anything in');
        return;
      }
      const { searches, writes } = structuredClone(recorded);
      const [first, ...others] = searches;
      const { changed, subject } = plant(first as SearchEvidence);
      const planted = { searches: [changed, ...others], writes };
      expectViolation(checkRound(planted), law, subject);
    });
  }

  const write = (sequence: number, writer: string, epoch: number, table = 'leadership') => ({
    sequence,
    writer,
    epoch,
    table,
  });
  const law = 'one controller writes at a time';
  const sound = [write(1, 'a#1', 1), write(2, 'a#1', 1, 'trial'), write(3, 'b#1', 2), write(4, 'a#1', 3)];

  it('takes writes of one controller after the other, one of them again', () => {
    assert.deepEqual(checkWrites(sound), []);
  });

  it('catches a write in an older epoch', () => {
    expectViolation(checkWrites([...sound, write(5, 'b#1', 2, 'trial')]), law, 'trial, write 5');
  });

  it('catches a write of a controller whose place was taken', () => {
    expectViolation(checkWrites([...sound, write(5, 'b#1', 3, 'trial')]), law, 'trial, write 5');
  });

  it('catches a write in an epoch that nobody has begun', () => {
    expectViolation(checkWrites([...sound, write(5, 'b#1', 4, 'trial')]), law, 'trial, write 5');
  });

  it('catches that nothing was recorded at all', () => {
    expectViolation(checkWrites([]), law, 'all tables');
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
