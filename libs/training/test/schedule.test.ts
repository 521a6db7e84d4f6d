import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EARLY_STOP_RECIPE, QUICK_RECIPE, recipeSchema } from '@blockqnn/training';
import { deriveSeed } from '../src/derive-seed.js';
import { learningRateAt } from '../src/learning-rate.js';
import { chanceOf, isGuessing } from '../src/restart-rule.js';

describe('learning rate', () => {
  test('is the paper’s: 0.001 × 0.2 every 5 epochs', () => {
    const rates = [1, 5, 6, 10, 11, 12].map((epoch) => learningRateAt(EARLY_STOP_RECIPE, epoch - 1, 0));
    for (const [index, expected] of [0.001, 0.001, 0.0002, 0.0002, 0.00004, 0.00004].entries()) {
      assert.ok(Math.abs((rates[index] ?? 0) - expected) < 1e-12, `${rates[index]}, expected ${expected}`);
    }
  });

  test('shrinks by 0.4 with each restart', () => {
    assert.ok(Math.abs(learningRateAt(EARLY_STOP_RECIPE, 0, 2) - 0.001 * 0.16) < 1e-12);
  });

  test('falls at milestones', () => {
    const milestones = { schedule: 'milestones', decayFactor: 0.1, decayMilestones: [2, 4] };
    const recipe = recipeSchema.parse({ ...EARLY_STOP_RECIPE, ...milestones });
    const rates = [0, 1.99, 2, 3.99, 4, 9].map((progress) => learningRateAt(recipe, progress, 0) / 0.001);
    assert.deepEqual(
      rates.map((rate) => Math.round(rate * 1e6) / 1e6),
      [1, 1, 0.1, 0.1, 0.01, 0.01],
    );
  });

  test('climbs while it warms up, then follows half a cosine to 0', () => {
    const recipe = { ...EARLY_STOP_RECIPE, schedule: 'cosine', epochs: 10, warmupEpochs: 2 } as const;
    const rates = [0, 1, 2, 6, 10].map((progress) => learningRateAt(recipe, progress, 0) / 0.001);
    assert.deepEqual(
      rates.map((rate) => Math.round(rate * 1e6) / 1e6),
      [0, 0.5, 1, 0.5, 0],
    );
  });

  test('is above 0 in every step of the warm-up, and whole in its last one', () => {
    const recipe = { ...EARLY_STOP_RECIPE, warmupEpochs: 2 };
    const steps = 4;
    const rates = Array.from(
      { length: 9 },
      (_, i) => learningRateAt(recipe, i / steps, 0, 1 / steps) / 0.001,
    );
    assert.deepEqual(
      rates.map((rate) => Math.round(rate * 1e6) / 1e6),
      [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1, 1],
    );
  });

  test('recipes keep their bounds', () => {
    for (const recipe of [EARLY_STOP_RECIPE, QUICK_RECIPE])
      assert.deepEqual(recipeSchema.parse(recipe), recipe);
  });
});

describe('restart rule', () => {
  test('takes for guessing what 1 guesser in 20 would exceed', () => {
    // 10 classes, 400 images: 0.1 + 1.645 · √(0.09 / 400) = 0.124675
    assert.equal(isGuessing({ accuracy: 0.12, images: 400 }, 0.1), true);
    assert.equal(isGuessing({ accuracy: 0.125, images: 400 }, 0.1), false);
    assert.equal(isGuessing({ accuracy: 0.125, images: 100 }, 0.1), true);
    assert.equal(isGuessing({ accuracy: 0, images: 400 }, 0.1), true);
    assert.equal(isGuessing({ accuracy: 1, images: 10 }, 1), true);
  });

  test('knows the chance of always naming the commonest class', () => {
    assert.equal(chanceOf(Uint16Array.of(0, 1, 1, 2, 0), Int32Array.of(0, 1, 2, 3)), 0.5);
  });
});

describe('derived seeds', () => {
  test('are 32 bits, differ by purpose, use and every part of the seed, and never change', () => {
    const seeds = [0, 1, 2 ** 32, 2 ** 53 - 1].flatMap((seed) =>
      (['weights', 'epoch', 'split'] as const).flatMap((purpose) =>
        [0, 1, 2].map((use) => deriveSeed(seed, purpose, use)),
      ),
    );
    assert.equal(new Set(seeds).size, seeds.length);
    for (const seed of seeds) assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
    assert.equal(deriveSeed(1, 'epoch', 1), deriveSeed(1, 'epoch', 1));
  });

  test('refuse what is no seed', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) {
      assert.throws(() => deriveSeed(seed, 'weights', 0), /seed: must be an integer from 0/);
    }
  });
});
