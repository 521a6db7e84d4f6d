import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Command } from 'commander';
import { addBudgetFlags, budgetOf, medianStoppingOf, type BudgetFlags } from '../src/budget-flags.js';

function specOf(...args: string[]) {
  const command = addBudgetFlags(new Command()).exitOverride();
  const flags: BudgetFlags = command.parse(args, { from: 'user' }).opts();
  return { budget: budgetOf(flags), ...medianStoppingOf(flags) };
}

it('leaves out what is left out', () => {
  assert.deepEqual(specOf(), { budget: {} });
});

it('takes every bound', () => {
  const args = [
    '--max-in-flight',
    '8',
    '--max-duration',
    '2h',
    '--target-accuracy',
    '0.93',
    '--max-attempts',
    '5',
  ];
  assert.deepEqual(specOf(...args, '--median-stopping=20,3'), {
    budget: {
      maxAttempts: 5,
      maxTrialsInFlight: 8,
      maxDuration: { seconds: 7200, nanos: 0 },
      targetAccuracy: 0.93,
    },
    medianStopping: { minTrials: 20, minEpochs: 3 },
  });
});

it('leaves the rule of the median to the controller where it says nothing of it', () => {
  assert.deepEqual(specOf('--median-stopping').medianStopping, {});
});

it('takes bounds away', () => {
  const none = ['max-in-flight', 'max-duration', 'target-accuracy', 'median-stopping'];
  assert.deepEqual(specOf(...none.flatMap((flag) => [`--${flag}`, 'none'])), {
    budget: { maxTrialsInFlight: 0, maxDuration: null, targetAccuracy: 0 },
    medianStopping: null,
  });
});
