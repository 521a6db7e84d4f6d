import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkRound } from './checker/check-round.js';
import { hasNatsServer, recordedRound } from './recorded-round.js';

it('a stand-by takes over from a frozen controller, which writes nothing once it is back, and no law is violated', async (t) => {
  if (!(await hasNatsServer(t))) return;
  const { evidence, takeOverMs } = await recordedRound('postgres', {
    number: 1,
    faults: [{ name: 'freeze controller', atMs: 500, forMs: 7000, dice: 0 }],
    searches: [
      {
        strategy: 'STRATEGY_KIND_Q_LEARNING',
        seed: 5,
        maxEvaluations: 150,
        maxAttempts: 5,
        maxTrialsInFlight: 6,
        maxLayers: 4,
        maxFlops: 0,
      },
    ],
  });
  assert.deepEqual(checkRound(evidence), []);
  assert.equal(takeOverMs.length, 1, 'the stand-by served while the other one was frozen');
  const writers = new Set(evidence.writes?.map(({ writer }) => writer));
  assert.equal(writers.size, 2, `both controllers wrote, one after the other: ${[...writers].join()}`);
});
