import assert from 'node:assert/strict';
import { it } from 'node:test';
import { learningRateAt } from '../src/index.js';
import { BUILT_IN_RECIPES, countEpochs, epochsToJudge, QUICK_RECIPE, type Recipe } from '../src/recipes.js';

const STEPS = 7;

/** Rates of a training that throws the first epochs of `restarts` starts away, up to an epoch of the last start. */
function rates(recipe: Recipe, restarts: number, done: number) {
  const rate = (start: number, epoch: number) =>
    learningRateAt(recipe, epoch - 1 + (STEPS - 1) / STEPS, start);
  return [
    ...Array.from({ length: restarts }, (_, start) =>
      Array.from({ length: epochsToJudge(recipe) }, (__, index) => rate(start, index + 1)),
    ).flat(),
    ...Array.from({ length: done }, (_, index) => rate(restarts, index + 1)),
  ].map((learningRate) => ({ learningRate: learningRate * (1 + 1e-9) }));
}

it('counts from the last restart, never above the total, whatever the schedule', () => {
  const schedules = [...BUILT_IN_RECIPES.values()].map((recipe) => ({
    ...recipe,
    epochs: Math.min(recipe.epochs, 12),
    maxRestarts: 3,
  }));
  const cosine = { ...QUICK_RECIPE, schedule: 'cosine', warmupEpochs: 1.5 } as const;
  for (const recipe of [...schedules, cosine, { ...QUICK_RECIPE, epochs: 1 }]) {
    for (let restarts = 0; restarts <= recipe.maxRestarts; restarts += 1) {
      for (let done = 1; done <= recipe.epochs; done += 1) {
        const expected = { done, total: recipe.epochs, restarts };
        assert.deepEqual(countEpochs(rates(recipe, restarts, done), recipe), expected);
      }
    }
  }
  assert.equal(countEpochs([], QUICK_RECIPE).done, 0);
});

it('takes a decay that looks like a restart for a decay until the count says otherwise', () => {
  const recipe = { ...QUICK_RECIPE, epochs: 3, decayEpochs: 1, decayFactor: QUICK_RECIPE.restartFactor };
  assert.deepEqual(countEpochs(rates(recipe, 0, 3), recipe), { done: 3, total: 3, restarts: 0 });
  assert.deepEqual(countEpochs(rates(recipe, 1, 3), recipe), { done: 3, total: 3, restarts: 1 });
});
