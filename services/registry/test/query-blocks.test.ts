import assert from 'node:assert/strict';
import type { EvaluationInput, RegistryMethods } from '@blockqnn/api';
import fc from 'fast-check';
import { onBothDatabases } from './on-both-databases.js';
import { evaluation, testRegistry, type TestRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const A = 'conv1@0';
const B = 'conv3@0';
const C = 'conv5@0';
const D = 'conv3@0,conv3@1';
const E = 'conv3@0,conv3@1,add@2+0';

type Request = RegistryMethods['queryBlocks']['requestInput'];

/** Codes of the blocks found, each with its best trial. */
async function found(registry: TestRegistry, request: Request): Promise<string[]> {
  const { blocks } = await registry.client.queryBlocks(request);
  return blocks.map(({ block, bestEvaluation }) => `${block?.nsc ?? ''} ${bestEvaluation?.trial ?? ''}`);
}

bothTest(
  'one row for each block: its best evaluation in the order asked for, and how many match',
  async (place) => {
    await using registry = await testRegistry(place);
    await registry.publish(
      evaluation({ trial: 1, nsc: A, accuracy: 0.5, reward: 50 }),
      evaluation({ trial: 2, nsc: B, accuracy: 0.7, reward: 60 }),
      evaluation({ search: 's2', trial: 1, nsc: A, accuracy: 0.4, reward: 70 }),
      evaluation({ search: 's3', trial: 1, nsc: A, accuracy: 0.6, reward: 40 }),
      evaluation({ trial: 3, nsc: C, accuracy: undefined, reward: 99 }),
      evaluation({ trial: 4, nsc: B, accuracy: undefined, reward: 0 }),
    );
    const { blocks, nextPageToken } = await registry.client.queryBlocks({});
    assert.deepEqual(
      blocks.map(({ bestEvaluation, evaluationCount }) => [bestEvaluation?.trial, evaluationCount]),
      [
        ['searches/s2/trials/1', 3],
        ['searches/s1/trials/2', 2],
      ],
    );
    assert.equal(nextPageToken, '');
    assert.deepEqual(await found(registry, { orderBy: 'accuracy desc' }), [
      `${B} searches/s1/trials/2`,
      `${A} searches/s3/trials/1`,
    ]);
    assert.deepEqual(await found(registry, { orderBy: 'reward' }), [
      `${A} searches/s3/trials/1`,
      `${B} searches/s1/trials/2`,
    ]);
    assert.deepEqual(await found(registry, { orderBy: 'flops', filter: 'search != s2' }), [
      `${A} searches/s1/trials/1`,
      `${B} searches/s1/trials/2`,
    ]);
    assert.deepEqual(await found(registry, { orderBy: 'parameters desc', filter: 'accuracy < 0.7' }), [
      `${A} searches/s2/trials/1`,
    ]);
  },
);

bothTest('the whole evaluation comes back as it was broadcast', async (place) => {
  await using registry = await testRegistry(place);
  const sent = evaluation({ trial: 7, nsc: E, accuracy: 0.8125, epochs: 2, dataset: 'cifar10?limit=2000' });
  await registry.publish(sent);
  const { blocks } = await registry.client.queryBlocks({});
  const { outcome, ...received } = blocks[0]?.bestEvaluation ?? {};
  assert.equal(outcome, 'measurement');
  assert.deepEqual(JSON.parse(JSON.stringify(received)), JSON.parse(JSON.stringify(withLayerNames(sent))));
  assert.deepEqual(blocks[0]?.block, blocks[0]?.bestEvaluation?.block);
});

/** Enums are sent by number and received by name, and what is unset as what it means. */
function withLayerNames(sent: EvaluationInput) {
  const names = [
    '',
    'CONVOLUTION',
    'MAX_POOLING',
    'AVERAGE_POOLING',
    'IDENTITY',
    'ADD',
    'CONCAT',
    'TERMINAL',
  ];
  const layers = sent.block?.layers?.map((layer) => ({
    ...layer,
    type: typeof layer.type === 'number' ? `LAYER_TYPE_${names[layer.type] ?? ''}` : layer.type,
  }));
  return { ...sent, block: { ...sent.block, layers }, strategy: '', recipe: null, seed: 0 };
}

bothTest('filters by every field', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(
    evaluation({
      search: 's1',
      trial: 1,
      nsc: A,
      dataset: 'cifar10',
      accuracy: 0.5,
      reward: 10,
      worker: 'it\'s "w"',
    }),
    evaluation({
      search: 's2',
      trial: 1,
      nsc: E,
      dataset: 'cifar10?limit=2000',
      accuracy: 0.25,
      reward: -5,
      worker: 'w2',
    }),
  );
  const { blocks } = await registry.client.queryBlocks({});
  const id = blocks[0]?.block?.name ?? '';
  const figures = blocks[0]?.bestEvaluation?.figures;
  const first = [`${A} searches/s1/trials/1`];
  const second = [`${E} searches/s2/trials/1`];
  const cases: [string, string[]][] = [
    ['search = s1', first],
    ['search = "searches/s2"', second],
    ['dataset = cifar10', first],
    ['dataset = "cifar10?limit=2000"', second],
    ['dataset != cifar10', second],
    [`block = "${id}"`, first],
    [`block != "${id.slice('blocks/'.length)}"`, second],
    ['worker = "it\'s \\"w\\""', first],
    ['accuracy = 0.5', first],
    ['accuracy != 0.5', second],
    ['accuracy < 0.5', second],
    ['accuracy <= 0.5', [...first, ...second]],
    ['accuracy > 0.25', first],
    ['accuracy >= 0.25', [...first, ...second]],
    ['reward < 0', second],
    [`flops <= ${String(figures?.flops)}`, first],
    [`parameters > ${String(figures?.parameters)}`, second],
    [`activation_bytes = ${String(figures?.activationBytes)}`, first],
    ['density < 1', first],
    ['density = 1', second],
    ['accuracy > 0.3 AND accuracy < 0.6 AND search = s1', first],
    ['accuracy > 0.3 AND search = s2', []],
    ['worker = "\' or 1=1 --"', []],
  ];
  for (const [filter, expected] of cases)
    assert.deepEqual(await found(registry, { filter }), expected, filter);
});

bothTest('agrees with sorting and grouping by hand', async (place) => {
  await using registry = await testRegistry(place);
  const codes = [A, B, C, D, E];
  const rows = fc.sample(
    fc.record({
      nsc: fc.constantFrom(...codes),
      accuracy: fc.constantFrom(0, 0.25, 0.5, 1),
      reward: fc.integer({ min: -3, max: 3 }),
    }),
    { numRuns: 60, seed: 7 },
  );
  await registry.publish(...rows.map((row, index) => evaluation({ trial: index + 1, ...row })));
  const trials = rows.map((row, index) => ({ ...row, trial: index + 1 }));
  for (const least of [0, 0.3, 0.9]) {
    const best = codes
      .map((nsc) =>
        trials
          .filter((row) => row.nsc === nsc && row.accuracy >= least)
          .sort(
            (one, two) => two.accuracy - one.accuracy || two.reward - one.reward || one.trial - two.trial,
          ),
      )
      .filter((group) => group.length > 0)
      .map(([first, ...rest]) => [first?.accuracy, first?.reward, first?.trial, rest.length + 1]);
    const { blocks } = await registry.client.queryBlocks({
      orderBy: 'accuracy desc',
      filter: `accuracy >= ${least}`,
    });
    const answered = blocks.map(({ bestEvaluation, evaluationCount }) => [
      bestEvaluation?.measurement?.accuracy,
      bestEvaluation?.reward,
      Number(bestEvaluation?.trial.split('/').at(-1)),
      evaluationCount,
    ]);
    const byTrial = (one: (number | undefined)[], two: (number | undefined)[]) =>
      (one[2] ?? 0) - (two[2] ?? 0);
    assert.deepEqual([...answered].sort(byTrial), [...best].sort(byTrial));
    const accuracies = answered.map(([accuracy]) => accuracy ?? 0);
    assert.deepEqual(
      accuracies,
      [...accuracies].sort((one, two) => two - one),
    );
  }
});
