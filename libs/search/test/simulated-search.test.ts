import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBlock } from '@blockqnn/nsc';
import { createStrategy, maxLayersForBudget } from '@blockqnn/search';
import type { StrategyKind } from '@blockqnn/search';
import { deviation, landscapeReward, lastThirdMean, mean, simulateSearch } from './simulated-search.js';

function lastThird(kind: StrategyKind, budget: number, seed: number): number {
  const strategy = createStrategy({ kind, seed, budget, maxLayers: maxLayersForBudget(budget), state: [] });
  const search = simulateSearch(strategy, budget, seed);
  assert.equal(search.rewards.length, budget);
  return lastThirdMean(search);
}

for (const { budget, seeds, lead } of [
  { budget: 24, seeds: 40, lead: 4 },
  { budget: 200, seeds: 8, lead: 8 },
  { budget: 1_000, seeds: 5, lead: 8 },
]) {
  test(`with ${budget} blocks Q-learning leads random search by ${lead} points in the last third`, () => {
    const leads = Array.from(
      { length: seeds },
      (_, seed) => lastThird('q-learning', budget, seed) - lastThird('random', budget, seed),
    );
    const standardError = deviation(leads) / Math.sqrt(seeds);
    assert.ok(
      mean(leads) - 2 * standardError > lead,
      `leads by ${mean(leads).toFixed(2)} ± ${standardError.toFixed(2)} over ${seeds} seeds`,
    );
  });
}

test('the landscape likes what the paper found: depth, short-cuts, branches, a moderate size', () => {
  const rewards = [
    'max3@0',
    'conv3@0',
    'conv3@0,conv3@1,conv3@2,conv3@3,conv3@4,conv3@5',
    'conv3@0,conv3@1,conv3@2,add@3+1,conv3@4,conv3@5,add@6+4,conv1@0',
  ].map((text) => landscapeReward(parseBlock(text)));
  assert.deepEqual(
    rewards,
    rewards.toSorted((a, b) => a - b),
    rewards.join(),
  );
});
