import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctedReward, DEFAULT_REWARD_WEIGHTS } from '@blockqnn/search';

test('at a million FLOPs and density 1 the reward is the accuracy in percent', () => {
  assert.equal(correctedReward({ accuracy: 0.5, flops: 1e6, density: 1 }), 50);
  assert.equal(correctedReward({ accuracy: 1, flops: 1e6, density: 1 }), 100);
  assert.equal(correctedReward({ accuracy: 0, flops: 1e6, density: 1 }), 0);
});

test('FLOPs and density cost by their weights, in natural logarithms', () => {
  assert.deepEqual(DEFAULT_REWARD_WEIGHTS, { mu: 1, rho: 8 });
  const costly = correctedReward({ accuracy: 0.5, flops: Math.E * 1e6, density: Math.E });
  assert.ok(Math.abs(costly - (50 - 1 - 8)) < 1e-12, `${costly}`);
  const sparse = correctedReward({ accuracy: 0.6, flops: 2.5e6, density: 0.5 });
  assert.ok(Math.abs(sparse - (60 - 0.916290731874155 + 5.545177444479562)) < 1e-12, `${sparse}`);
  assert.equal(correctedReward({ accuracy: 0.6, flops: 7, density: 3 }, { mu: 0, rho: 0 }), 60);
});

const sound = { accuracy: 0.5, flops: 1e6, density: 1 };
const outOfRange: readonly [string, Partial<typeof sound>][] = [
  ['accuracy', { accuracy: NaN }],
  ['accuracy', { accuracy: -0.001 }],
  ['accuracy', { accuracy: 1.001 }],
  ['accuracy', { accuracy: Infinity }],
  ['flops', { flops: 0 }],
  ['flops', { flops: -1 }],
  ['flops', { flops: NaN }],
  ['flops', { flops: Infinity }],
  ['density', { density: 0 }],
  ['density', { density: NaN }],
  ['density', { density: Infinity }],
];

for (const [field, wrong] of outOfRange) {
  test(`a measurement of ${JSON.stringify(Object.entries(wrong).map(([, v]) => String(v)))} is refused as ${field}`, () => {
    assert.throws(
      () => correctedReward({ ...sound, ...wrong }),
      (error) => error instanceof RangeError && error.message.startsWith(`${field} is `),
    );
  });
}

test('weights that are negative or not finite are refused', () => {
  for (const weight of [-1, NaN, Infinity]) {
    assert.throws(() => correctedReward(sound, { mu: weight, rho: 8 }), /^RangeError: mu is /);
    assert.throws(() => correctedReward(sound, { mu: 1, rho: weight }), /^RangeError: rho is /);
  }
});
