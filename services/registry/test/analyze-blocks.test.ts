import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { BlockTable, contrastFigure, contrastTraits, topOf } from '@blockqnn/analysis';
import type { AnalyzeBlocksResponseMessage } from '@blockqnn/api';
import { buildLayerGraph } from '@blockqnn/network';
import { blockId, canonicalBlock, formatBlock, parseBlock } from '@blockqnn/nsc';
import { onBothDatabases } from './on-both-databases.js';
import { failed, refused } from './refused.js';
import { evaluation, STACK, testRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const RESIDUAL = 'conv3@0,conv3@1,add@2+0';
const PLAIN = 'conv3@0,conv3@1';
const SINGLE = 'conv5@0';
const POOLED = 'conv3@0,max3@1';

function trait({ traits }: AnalyzeBlocksResponseMessage, name: string) {
  return traits.find((contrast) => contrast.name === name);
}

function figure({ figures }: AnalyzeBlocksResponseMessage, name: string) {
  return figures.find((contrast) => contrast.name === name) ?? assert.fail(name);
}

bothTest(
  'a block counts once, by the means over its evaluations, whatever number there are',
  async (place) => {
    await using registry = await testRegistry(place);
    await registry.publish(
      // Its best is the best of all, its mean the third.
      evaluation({ trial: 1, nsc: PLAIN, accuracy: 0.9, reward: 90 }),
      evaluation({ trial: 2, nsc: PLAIN, accuracy: 0.1, reward: 10 }),
      evaluation({ trial: 3, nsc: PLAIN, accuracy: 0.2, reward: 20 }),
      evaluation({ trial: 4, nsc: RESIDUAL, accuracy: 0.8, reward: 80 }),
      evaluation({ trial: 5, nsc: SINGLE, accuracy: 0.3, reward: 30 }),
      evaluation({ trial: 6, nsc: POOLED, accuracy: 0.6, reward: 60 }),
      evaluation({ trial: 7, nsc: 'conv1@0', accuracy: undefined, reward: 99 }),
    );
    const answer = await registry.client.analyzeBlocks({ topShare: 0.5, minimumCount: 1 });
    assert.deepEqual(
      [answer.blocks, answer.topBlocks, answer.evaluations, answer.topThreshold],
      [4, 2, 6, 60],
    );
    assert.deepEqual([answer.merit, answer.datasets], ['MERIT_REWARD', ['cifar10']]);
    const add = trait(answer, 'add');
    assert.deepEqual(
      [add?.topCount, add?.allCount, add?.topShare, add?.allShare, add?.lift],
      [1, 1, 0.5, 0.25, 2],
    );
    assert.deepEqual(
      [add?.kind, trait(answer, 'conv > conv > add')?.kind],
      ['TRAIT_KIND_LAYER', 'TRAIT_KIND_PATH'],
    );
    assert.ok((add?.liftLow ?? 9) < 2 && (add?.liftHigh ?? 0) >= 2 && (add?.pValue ?? 0) === 1);
    const layers = figure(answer, 'layers');
    assert.deepEqual([layers.top?.mean, layers.all?.mean, layers.difference], [2.5, 2, 0.5]);
    assert.deepEqual([layers.all?.minimum, layers.all?.median, layers.all?.maximum], [1, 2, 3]);
    assert.deepEqual(
      answer.figures.map(({ name }) => name),
      'layers depth width branches shortcuts outputs convolutions density flops parameters activation_bytes'.split(
        ' ',
      ),
    );
  },
);

bothTest('the merit, the filter and the least count are those asked for', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(
    evaluation({ trial: 1, nsc: PLAIN, accuracy: 0.9, reward: 10 }),
    evaluation({ trial: 2, nsc: RESIDUAL, accuracy: 0.1, reward: 90 }),
    evaluation({ search: 's2', trial: 1, nsc: SINGLE, dataset: 'cifar100', accuracy: 0.95, reward: 95 }),
  );
  const filter = 'dataset = cifar10';
  const byReward = await registry.client.analyzeBlocks({ filter, topShare: 0.5, minimumCount: 1 });
  assert.deepEqual([byReward.blocks, trait(byReward, 'add')?.topCount], [2, 1]);
  const byAccuracy = await registry.client.analyzeBlocks({
    filter,
    topShare: 0.5,
    minimumCount: 1,
    merit: 'MERIT_ACCURACY',
  });
  assert.deepEqual([byAccuracy.topThreshold, trait(byAccuracy, 'add')?.topCount], [0.9, 0]);
  assert.equal(trait(byAccuracy, 'add')?.lift, 0);
  const both = await registry.client.analyzeBlocks({ minimumCount: 2 });
  assert.deepEqual(both.datasets, ['cifar10', 'cifar100']);
  assert.equal(trait(both, 'add'), undefined);
  assert.equal(trait(both, 'conv3')?.allCount, 2);
});

bothTest('nothing under the filter is an answer without traits', async (place) => {
  await using registry = await testRegistry(place);
  const answer = await registry.client.analyzeBlocks({ filter: 'dataset = none' });
  assert.deepEqual(
    [answer.blocks, answer.topBlocks, answer.traits, answer.figures, answer.datasets],
    [0, 0, [], [], []],
  );
});

bothTest('more blocks than a batch has are all counted', async (place) => {
  await using registry = await testRegistry(place);
  const codes: string[] = [];
  const kernels = ['conv1', 'conv3', 'conv5', 'max3', 'avg3'];
  for (const one of kernels)
    for (const two of kernels)
      for (const three of kernels)
        for (const four of kernels)
          for (const five of [...kernels.slice(0, 2)])
            codes.push(`${one}@0,${two}@1,${three}@2,${four}@3,${five}@4`);
  await registry.publish(
    ...codes.map((nsc, index) => evaluation({ trial: index + 1, nsc, accuracy: index / 2000 })),
  );
  const answer = await registry.client.analyzeBlocks({ topShare: 0.25 });
  assert.equal(answer.blocks, 1250);
  assert.equal(answer.topBlocks, 313);
  // The last kernels in the order of codes are the best.
  assert.ok((trait(answer, 'avg')?.lift ?? 0) > 1 && (trait(answer, 'avg')?.adjustedPValue ?? 1) < 0.05);
});

bothTest(
  'blocks in any order, seen several times, come to what adding them one by one comes to',
  async (place) => {
    await using registry = await testRegistry(place);
    const spellings = ['conv1', 'conv3', 'conv5', 'max3', 'avg3'].flatMap((one) =>
      ['conv3', 'max3', 'conv5'].flatMap((two) => [
        `${one}@0,${two}@1`,
        `${one}@0,${two}@1,add@2+0`,
        `${one}@0,${two}@0,cat@1+2,conv1@3`,
      ]),
    );
    // Some are spellings of one block.
    const codes = [...new Map(spellings.map((nsc) => [blockId(parseBlock(nsc)), nsc])).values()];
    const evaluations = codes.flatMap((nsc, index) =>
      Array.from({ length: 1 + (index % 3) }, (_, time) => ({
        trial: 3 * index + time + 1,
        nsc,
        // Many are equal, so that the order of ids decides.
        reward: 10 * ((index * 7) % 5) + time,
        accuracy: 0.5,
      })),
    );
    await registry.publish(...evaluations.map((each) => evaluation(each)));
    const answer = await registry.client.analyzeBlocks({ topShare: 0.3, minimumCount: 1 });

    const plain = codes
      .map((nsc, index) => {
        const block = parseBlock(nsc);
        const { figures } = buildLayerGraph(block, STACK);
        const times = 1 + (index % 3);
        const merit = 10 * ((index * 7) % 5) + (times - 1) / 2;
        return { id: blockId(block), nsc: formatBlock(canonicalBlock(block)), merit, figures };
      })
      .sort((one, two) => (one.id < two.id ? -1 : 1));
    const table = new BlockTable();
    for (const each of plain) table.add(each);
    const top = topOf(table.merits.values, 0.3);
    assert.deepEqual(
      [answer.blocks, answer.topBlocks, answer.topThreshold, answer.evaluations],
      [codes.length, top.size, top.threshold, evaluations.length],
    );
    assert.deepEqual(
      answer.traits.map(({ name, topCount, allCount, topMean, pValue }) => [
        name,
        topCount,
        allCount,
        topMean,
        pValue,
      ]),
      contrastTraits(table, top, 1).map(({ trait: { name }, topCount, allCount, topMean, pValue }) => [
        name,
        topCount,
        allCount,
        topMean,
        pValue,
      ]),
    );
    for (const name of ['layers', 'depth', 'width', 'density', 'flops', 'parameters'] as const) {
      const contrast = contrastFigure(table, top, name);
      const found = figure(answer, name);
      for (const [is, should] of [
        [found.top?.mean, contrast.top.mean],
        [found.all?.mean, contrast.all.mean],
        [found.all?.median, contrast.all.median],
        [found.all?.standardDeviation, contrast.all.standardDeviation],
      ]) {
        assert.ok(
          Math.abs((is ?? NaN) - (should ?? NaN)) <= 1e-9 * Math.abs(should ?? 0),
          `${name}: ${is}, ${should}`,
        );
      }
    }
  },
);

bothTest('bad requests are refused by field and bound', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  await assert.rejects(
    client.analyzeBlocks({ topShare: 1.5 }),
    refused('top_share', /above 0 and at most 1/),
  );
  await assert.rejects(
    client.analyzeBlocks({ topShare: -0.1 }),
    refused('top_share', /above 0 and at most 1/),
  );
  await assert.rejects(
    client.analyzeBlocks({ topShare: NaN }),
    refused('top_share', /above 0 and at most 1/),
  );
  await assert.rejects(client.analyzeBlocks({ minimumCount: -1 }), refused('minimum_count', /0 to 1000000/));
  await assert.rejects(
    client.analyzeBlocks({ filter: 'colour = red' }),
    refused('filter', /unknown field colour/),
  );
  await assert.rejects(client.analyzeBlocks({ merit: 7 as never }), refused('merit', /MERIT_REWARD/));
});

bothTest('a deadline that is over ends it', async (place) => {
  await using registry = await testRegistry(place);
  await registry.publish(evaluation({ trial: 1, nsc: PLAIN }));
  await assert.rejects(
    registry.client.analyzeBlocks({}, { deadlineMs: 0 }),
    failed(status.DEADLINE_EXCEEDED, /./),
  );
});
