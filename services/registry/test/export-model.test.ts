import assert from 'node:assert/strict';
import { test } from 'node:test';
import { status } from '@grpc/grpc-js';
import { blockName, stackToProto } from '@blockqnn/api';
import { exportTfjs, modelBytes } from '@blockqnn/export';
import {
  buildLayerGraph,
  cifarStack,
  imagenetStack,
  initialiseWeights,
  type Stack,
  type Weights,
} from '@blockqnn/network';
import { blockId, parseBlock } from '@blockqnn/nsc';
import { exportedModel } from '../../../test/end-to-end/exported-model.js';
import { exported, type ExportRequest } from './exported.js';
import { failed, refused } from './refused.js';
import { evaluation, STACK, temporaryFolder, testRegistry, type TestRegistry } from './test-registry.js';
import { upload as uploadWeights } from './upload.js';

const NSC = 'conv3@0,conv3@1,add@2+0';
const BLOCK = parseBlock(NSC);
const block = blockName(blockId(BLOCK));

/** Uploads weights that look trained; gives their SHA-256. */
function upload(registry: TestRegistry, stack: Stack, seed: number): Promise<string> {
  return uploadWeights(registry, weightsOf(stack, seed));
}

function weightsOf(stack: Stack, seed: number): Weights {
  return initialiseWeights(buildLayerGraph(BLOCK, stack), seed);
}

/** The weight shards that a network with these weights is exported with. */
async function shards(stack: Stack, weights: Weights): Promise<Uint8Array> {
  const files = await exportTfjs({
    graph: buildLayerGraph(BLOCK, stack),
    weights,
    metadata: { block: BLOCK, stack, weights: { state: 'initialised', seed: 0 } },
  });
  return Buffer.concat(await Promise.all(files.slice(1).map(modelBytes)));
}

const shardsOf = (files: ReadonlyMap<string, Buffer>) =>
  Buffer.concat([...files].filter(([name]) => name.endsWith('.bin')).map(([, bytes]) => bytes));

test('initialised weights follow from the seed', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  await registry.publish(evaluation({ trial: 1, nsc: NSC }));
  const { header, files } = await exported(registry, { block, seed: 5 });
  assert.equal(header.weights, 'WEIGHTS_STATE_INITIALISED');
  assert.deepEqual([header.trial, header.accuracy, header.format], ['', 0, 'MODEL_FORMAT_TFJS']);
  assert.equal(header.block?.name, block);
  assert.deepEqual(header.stack, stackToProto(STACK));
  assert.deepEqual(header.figures, { ...buildLayerGraph(BLOCK, STACK).figures });
  assert.deepEqual(shardsOf(files), await shards(STACK, weightsOf(STACK, 5)));
  const { files: same } = await exported(registry, { block, seed: 5, weights: 'WEIGHTS_STATE_INITIALISED' });
  assert.deepEqual(same, files);
  const { files: other } = await exported(registry, { block, seed: 6 });
  assert.notDeepEqual(other, files);
});

test('TensorFlow.js loads CIFAR and ImageNet stacks of any class count', { timeout: 120_000 }, async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  await registry.publish(evaluation({ trial: 1, nsc: NSC }));
  const stacks = [
    STACK,
    cifarStack({ input: { height: 32, width: 32, channels: 3 }, classes: 100 }),
    imagenetStack({ input: { height: 64, width: 48, channels: 3 }, classes: 1234 }),
  ];
  for (const stack of stacks) {
    const model = await exportedModel(registry.client, { block, stack: stackToProto(stack) });
    const { height, width, channels } = stack.input;
    assert.deepEqual(model.inputShape, [null, height, width, channels]);
    assert.deepEqual(model.outputShape, [null, stack.classes]);
    assert.equal(model.trainableParameters, buildLayerGraph(BLOCK, stack).figures.parameters);
    assert.equal(model.header.figures?.parameters, model.trainableParameters);
  }
});

test('large models come in chunks of at most 1 MiB', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  await registry.publish(evaluation({ trial: 1, nsc: NSC }));
  const stack = { ...STACK, stages: [{ repeats: 2, filters: 256 }] };
  const { header, chunks } = await exported(registry, { block, stack: stackToProto(stack) });
  const bytes = header.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  assert.ok(bytes > 2 ** 22 && chunks > 5, `${bytes} bytes in ${chunks} chunks`);
});

test('trained weights: those of the best evaluation that has any, or of the trial asked for', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  const [low, high] = [await upload(registry, STACK, 11), await upload(registry, STACK, 12)];
  await registry.publish(
    evaluation({ search: 's1', trial: 1, nsc: NSC, reward: 10, accuracy: 0.5, weightsSha256: low }),
    evaluation({ search: 's2', trial: 1, nsc: NSC, reward: 20, accuracy: 0.625, weightsSha256: high }),
    evaluation({ search: 's3', trial: 1, nsc: NSC, reward: 30 }),
  );
  const best = await exported(registry, { block });
  assert.deepEqual(
    [best.header.weights, best.header.trial, best.header.accuracy],
    ['WEIGHTS_STATE_TRAINED', 'searches/s2/trials/1', 0.625],
  );
  assert.deepEqual(shardsOf(best.files), await shards(STACK, weightsOf(STACK, 12)));
  const { userDefinedMetadata } = JSON.parse(best.files.get('model.json')?.toString() ?? '') as {
    userDefinedMetadata: { weights: unknown };
  };
  assert.deepEqual(userDefinedMetadata.weights, {
    state: 'trained',
    trial: 'searches/s2/trials/1',
    dataset: 'cifar10',
    accuracy: 0.625,
  });
  const asked = await exported(registry, { block, trial: 'searches/s1/trials/1' });
  assert.equal(asked.header.trial, 'searches/s1/trials/1');
  assert.deepEqual(shardsOf(asked.files), await shards(STACK, weightsOf(STACK, 11)));
  const none = await exported(registry, { block, weights: 'WEIGHTS_STATE_INITIALISED' });
  assert.equal(none.header.weights, 'WEIGHTS_STATE_INITIALISED');
});

test('trained weights only where they are kept and fit the stack', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  const other: Stack = { ...STACK, classes: 7 };
  await registry.publish(
    evaluation({ search: 's1', trial: 1, nsc: NSC, reward: 30, weightsSha256: 'ab'.repeat(32) }),
    // Weights of another network than the evaluation's own.
    evaluation({
      search: 's2',
      trial: 1,
      nsc: NSC,
      reward: 20,
      weightsSha256: await upload(registry, other, 1),
    }),
    evaluation({
      search: 's3',
      trial: 1,
      nsc: NSC,
      reward: 10,
      weightsSha256: await upload(registry, STACK, 1),
    }),
  );
  assert.equal((await exported(registry, { block })).header.trial, 'searches/s3/trials/1');
  const fitting = await exported(registry, { block, stack: stackToProto(other) });
  assert.equal(fitting.header.trial, 'searches/s2/trials/1');
  // The same weights serve images of another size.
  const larger = { ...STACK, input: { height: 16, width: 24, channels: 3 } };
  assert.equal(
    (await exported(registry, { block, stack: stackToProto(larger) })).header.trial,
    'searches/s3/trials/1',
  );
  const misfit = { ...STACK, classes: 8 };
  const without = await exported(registry, { block, stack: stackToProto(misfit) });
  assert.equal(without.header.weights, 'WEIGHTS_STATE_INITIALISED');
  const demanded = { block, weights: 'WEIGHTS_STATE_TRAINED' } as const;
  await assert.rejects(
    exported(registry, { ...demanded, stack: stackToProto(misfit) }),
    failed(
      status.FAILED_PRECONDITION,
      /no trained weights of the block are kept that fit the stack/,
      'NO_TRAINED_WEIGHTS',
    ),
  );
  await assert.rejects(
    exported(registry, { ...demanded, trial: 'searches/s1/trials/1' }),
    failed(status.FAILED_PRECONDITION, /no trained weights/, 'NO_TRAINED_WEIGHTS'),
  );
});

test('what cannot be exported is named', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t), { BLOCKQNN_MAX_EXPORT_MIB: '1' });
  await registry.publish(evaluation({ trial: 1, nsc: NSC }), evaluation({ trial: 2, nsc: 'conv1@0' }));
  const stack = stackToProto(STACK);
  const refusals: [ExportRequest, string, RegExp][] = [
    [{ block: 'conv3@0' }, 'block', /must be "blocks\/\{block\}"/],
    [{ block, trial: 'trials/1' }, 'trial', /must be "searches\/\{search\}\/trials\/\{trial\}"/],
    [{ block, seed: -1 }, 'seed', /0 to 4294967295/],
    [{ block, seed: 2 ** 32 }, 'seed', /0 to 4294967295/],
    [{ block, format: 9 as 1 }, 'format', /must be one of MODEL_FORMAT_UNSPECIFIED, MODEL_FORMAT_TFJS, /],
    [{ block, weights: 9 as 1 }, 'weights', /must be one of WEIGHTS_STATE_UNSPECIFIED/],
    [{ block, stack: { ...stack, stages: [{ repeats: 0, filters: 8 }] } }, 'stack.stages[0].repeats', />=1/],
    [
      { block, stack: { ...stack, stages: [{ repeats: 1, filters: 10 ** 9 }] } },
      'stack.stages[0].filters',
      /<=4096/,
    ],
    [{ block, stack: { ...stack, stages: [] } }, 'stack.stages', />=1/],
    [
      { block, stack: { ...stack, stages: [{ repeats: 64, filters: 4096 }] } },
      'stack',
      /at most 1048576 are exported/,
    ],
  ];
  for (const [request, field, description] of refusals) {
    await assert.rejects(exported(registry, request), refused(field, description));
  }
  await assert.rejects(
    exported(registry, { block: 'blocks/0123456789abcdef' }),
    failed(status.NOT_FOUND, /no evaluation of blocks\/0123456789abcdef is kept/),
  );
  for (const trial of ['searches/s9/trials/1', 'searches/s1/trials/2']) {
    await assert.rejects(
      exported(registry, { block, trial }),
      failed(status.NOT_FOUND, new RegExp(`by ${trial} is kept`)),
    );
  }
});
