import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchSpecInput } from '@blockqnn/api';
import { failure, present, searchSpec, testController, type TestController } from './test-controller.js';

async function violations(
  { client }: TestController,
  spec: SearchSpecInput | null,
  requestId = '',
): Promise<Record<string, string>> {
  const error = await failure(client.createSearch({ spec, requestId }), 'INVALID_ARGUMENT');
  return Object.fromEntries(error.violations.map(({ field, description }) => [field, description]));
}

test('all violations are reported at once, each with its field and bound', async () => {
  await using controller = await testController();
  const stack = present(searchSpec().stack);
  const found = await violations(
    controller,
    {
      displayName: 'x'.repeat(101),
      strategy: 7 as never,
      seed: -1,
      dataset: 'CIFAR 10',
      stack: {
        ...stack,
        stages: [
          { repeats: 0, filters: 8 },
          { repeats: 1, filters: 1_000_000_000 },
        ],
        classes: 1,
      },
      recipe: { epochs: 0, batchSize: 5000 },
      rewardWeights: { mu: NaN, rho: -1 },
      budget: { maxEvaluations: 0, maxAttempts: 101 },
      limits: { maxFlops: -5 },
      maxLayers: 24,
      leaseDuration: { seconds: 1 },
    },
    'a\nb',
  );
  const expected: Record<string, RegExp> = {
    'spec.display_name': /at most 100 characters/,
    'spec.strategy': /STRATEGY_KIND_Q_LEARNING or STRATEGY_KIND_RANDOM/,
    'spec.seed': /from 0 to 4294967295/,
    'spec.dataset': /lower-case/,
    'spec.stack.stages[0].repeats': /1/,
    'spec.stack.stages[1].filters': /4,?096/,
    'spec.stack.classes': /2/,
    'spec.recipe.epochs': /1/,
    'spec.recipe.batch_size': /4,?096/,
    'spec.reward_weights.mu': /from 0 to 100/,
    'spec.reward_weights.rho': /from 0 to 100/,
    'spec.budget.max_evaluations': /from 1 to 1000000/,
    'spec.budget.max_attempts': /from 0 to 100/,
    'spec.limits.max_flops': /0/,
    'spec.max_layers': /from 0 to 23/,
  };
  for (const [field, pattern] of Object.entries(expected)) {
    assert.match(found[field] ?? `(${field} is missing in ${JSON.stringify(found)})`, pattern);
  }
});

test('what is required is named where it is missing', async () => {
  await using controller = await testController();
  assert.deepEqual(await violations(controller, null), { spec: 'is required' });
  const found = await violations(controller, { dataset: 'procedural' });
  assert.equal(found['spec.stack'], 'is required');
  assert.equal(found['spec.budget'], 'is required');
  const { stack } = searchSpec();
  const empty = await violations(controller, {
    ...searchSpec(),
    stack: { classes: present(stack).classes ?? 0 },
  });
  assert.ok(
    'spec.stack.input' in empty && 'spec.stack.stem' in empty && 'spec.stack.stages' in empty,
    JSON.stringify(empty),
  );
});

test('single values out of range are refused', async () => {
  await using controller = await testController();
  const specs: readonly [string, SearchSpecInput][] = [
    ['spec.seed', { seed: 2 ** 32 }],
    ['spec.seed', { seed: '9007199254740993' }],
    ['spec.lease_duration', { leaseDuration: { seconds: 4, nanos: 999_999_999 } }],
    ['spec.lease_duration', { leaseDuration: { seconds: 86_401 } }],
    ['spec.lease_duration', { leaseDuration: { seconds: -60 } }],
    ['spec.budget.max_evaluations', { budget: { maxEvaluations: 1_000_001 } }],
    ['spec.budget.max_evaluations', { budget: { maxEvaluations: -1 } }],
    ['spec.max_layers', { maxLayers: -1 }],
    ['spec.dataset', { dataset: '' }],
    ['spec.dataset', { dataset: 'cifar10?limit=0' }],
    ['spec.dataset', { dataset: 'cifar10?shuffle=1' }],
    ['spec.dataset', { dataset: `c${'0'.repeat(100)}` }],
    ['spec.display_name', { displayName: 'a\0b' }],
    ['spec.reward_weights.mu', { rewardWeights: { mu: Infinity, rho: 1 } }],
    ['spec.reward_weights.rho', { rewardWeights: { mu: 1, rho: 100.1 } }],
  ];
  for (const [field, spec] of specs) {
    const found = await violations(controller, searchSpec(spec));
    assert.deepEqual(Object.keys(found), [field], JSON.stringify(spec));
  }
  assert.deepEqual(Object.keys(await violations(controller, searchSpec(), 'x'.repeat(101))), ['request_id']);
  assert.deepEqual((await controller.client.listSearches({})).searches, []);
});

test('a stack in which no block can be stacked is refused', async () => {
  await using controller = await testController();
  const stack = present(searchSpec().stack);
  const stages = Array.from({ length: 8 }, () => ({ repeats: 1, filters: 8 }));
  const found = await violations(
    controller,
    searchSpec({ stack: { ...stack, input: { height: 4, width: 4, channels: 3 }, stages } }),
  );
  assert.deepEqual(Object.keys(found), ['spec.stack.stages'], JSON.stringify(found));
});

test('a controller that is told the datasets refuses others and lists them', async () => {
  await using controller = await testController({ datasets: ['procedural', 'cifar10'] });
  const found = await violations(controller, searchSpec({ dataset: 'imagenet' }));
  assert.match(found['spec.dataset'] ?? '', /'imagenet'; known are procedural, cifar10/);
  await controller.client.createSearch({ spec: searchSpec({ dataset: 'cifar10?limit=500' }) });
});
