import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  epsilonAt,
  hyperParametersForBudget,
  maxLayersForBudget,
  PAPER_BUDGET,
  PAPER_HYPER_PARAMETERS,
  scheduleLength,
} from '@blockqnn/search';

const { epsilonSchedule } = PAPER_HYPER_PARAMETERS;

test('the schedule spans 178 iterations, 11,392 blocks', () => {
  assert.equal(scheduleLength(epsilonSchedule), 178);
  assert.equal(PAPER_BUDGET, 11_392);
});

test('ε falls at the ends of the phases and stays at the last', () => {
  assert.deepEqual(
    [0, 94, 94.99, 95, 102, 109, 116, 126, 136, 146, 156, 165.9, 166, 177, 178, 1e6].map((iterations) =>
      epsilonAt(iterations, epsilonSchedule),
    ),
    [1, 1, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1],
  );
  assert.equal(epsilonAt(3, []), 0);
});

test("at the paper's budget and above every value is exactly the paper's", () => {
  for (const budget of [PAPER_BUDGET, PAPER_BUDGET + 1, 1_000_000]) {
    assert.deepEqual(hyperParametersForBudget(budget), PAPER_HYPER_PARAMETERS);
    assert.equal(maxLayersForBudget(budget), 23);
  }
  assert.equal(PAPER_HYPER_PARAMETERS.learningRate, 0.01);
  assert.equal(PAPER_HYPER_PARAMETERS.discount, 1);
  assert.equal(PAPER_HYPER_PARAMETERS.iterationBlocks, 64);
  assert.equal(PAPER_HYPER_PARAMETERS.replayDraws, 64);
});

test('the table in docs/q-learning.md', () => {
  const rows = [24, 200, 1_000, PAPER_BUDGET].map((budget) => {
    const { learningRate, iterationBlocks } = hyperParametersForBudget(budget);
    const exploring = Array.from({ length: budget }, (_, observed) => observed).filter(
      (observed) => epsilonAt(observed / iterationBlocks, epsilonSchedule) === 1,
    ).length;
    return [
      budget,
      Number(iterationBlocks.toFixed(3)),
      exploring,
      Number(learningRate.toFixed(4)),
      maxLayersForBudget(budget),
    ];
  });
  assert.deepEqual(rows, [
    [24, 0.135, 13, 0.9915, 7],
    [200, 1.124, 107, 0.4359, 10],
    [1_000, 5.618, 534, 0.1082, 14],
    [PAPER_BUDGET, 64, 6_080, 0.01, 23],
  ]);
});

test('what an action forgets over the whole budget does not depend on the budget', () => {
  for (const budget of [24, 200, 1_000, 5_000]) {
    const { learningRate } = hyperParametersForBudget(budget);
    const kept = budget * Math.log1p(-learningRate);
    assert.ok(Math.abs(kept - PAPER_BUDGET * Math.log1p(-0.01)) < 1e-6, `${budget}: ${kept}`);
  }
});

test('a budget of one block still has all values in range', () => {
  const { learningRate, iterationBlocks } = hyperParametersForBudget(1);
  assert.ok(learningRate > 0 && learningRate <= 1);
  assert.ok(iterationBlocks > 0);
  assert.equal(maxLayersForBudget(1), 4);
});

test('budgets that are no positive integers are refused', () => {
  for (const budget of [0, -1, 0.5, NaN, Infinity]) {
    assert.throws(() => hyperParametersForBudget(budget), /^RangeError: budget is /);
    assert.throws(() => maxLayersForBudget(budget), /^RangeError: budget is /);
  }
});
