import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exportTfjs, modelBytes, type ModelFile, type ModelMetadata } from '@blockqnn/export';
import {
  buildLayerGraph,
  buildLayerGraphAsCoded,
  type LayerGraph,
  type Stack,
  type Weights,
  weightSize,
} from '@blockqnn/network';
import {
  type Block,
  blockId,
  canonicalBlock,
  formatBlock,
  parseBlock,
  REFERENCE_BLOCKS,
} from '@blockqnn/nsc';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { evaluatePlainly } from './plain-network.js';
import { randomBlocks } from './random-blocks.js';
import { randomPixels, trainedLookingWeights } from './random-weights.js';

const cifarLike: Stack = {
  input: { height: 9, width: 8, channels: 3 },
  stem: { filters: 4, kernel: 3, stride: 1, pooling: false },
  stages: [
    { repeats: 2, filters: 4 },
    { repeats: 1, filters: 8 },
    { repeats: 1, filters: 8 },
  ],
  classes: 10,
};
const imagenetLike: Stack = {
  input: { height: 19, width: 23, channels: 1 },
  stem: { filters: 3, kernel: 7, stride: 2, pooling: true },
  stages: [
    { repeats: 1, filters: 4 },
    { repeats: 2, filters: 6 },
  ],
  classes: 7,
};
const residual = parseBlock('conv3@0,conv3@1,add@2+0');

/** Reads the files the way a browser does: TensorFlow.js fetches model.json, then what it names. */
async function load(files: readonly ModelFile[]): Promise<layers.LayersModel> {
  const fetchFunc: typeof fetch = async (url) => {
    const path = new URL(url instanceof Request ? url.url : url).pathname.slice(1);
    const file = files.find(({ name }) => name === path);
    assert.ok(file, path);
    return new Response(new Uint8Array(await modelBytes(file)));
  };
  return layers.loadLayersModel(tf.io.http('http://models/model.json', { fetchFunc }));
}

function exported(
  block: Block,
  stack: Stack,
  graph: LayerGraph,
  weights: Weights,
): Promise<readonly ModelFile[]> {
  const metadata = { block, stack, weights: { state: 'initialised', seed: 1 } } as const;
  return exportTfjs({ graph, weights, metadata });
}

/** Loads the export of a network and compares it with the plain evaluation of the graph. */
async function checkExport(block: Block, stack: Stack, graph: LayerGraph, seed: number): Promise<void> {
  const weights = trainedLookingWeights(graph, seed);
  const model = await load(await exported(block, stack, graph, weights));
  const { height, width, channels } = stack.input;
  assert.deepEqual(model.inputs[0]?.shape, [null, height, width, channels]);
  assert.deepEqual(model.outputs[0]?.shape, [null, stack.classes]);
  const specs = graph.nodes.flatMap((node) => node.weights);
  assert.equal(
    model.countParams(),
    specs.reduce((sum, { shape }) => sum + weightSize(shape), 0),
  );
  const trainable = model.trainableWeights.reduce((sum, { shape }) => sum + weightSize(shape as number[]), 0);
  assert.equal(trainable, graph.figures.parameters);

  const batch = 2;
  const pixels = tf.tensor4d(randomPixels(batch * height * width * channels, seed), [
    batch,
    height,
    width,
    channels,
  ]);
  const expected = evaluatePlainly(graph, weights, pixels);
  const tap = layers.model({
    inputs: model.inputs,
    outputs: [model.getLayer('logits').output, model.outputs].flat(2),
  });
  const [logits, probabilities] = tap.predict(pixels) as tf.Tensor[];
  assertClose(logits, expected.logits);
  assertClose(probabilities, expected.probabilities);
  tf.dispose([pixels, logits ?? [], probabilities ?? []]);
  model.dispose();
}

function assertClose(actual: tf.Tensor | undefined, expected: Float32Array): void {
  const values = actual?.dataSync() ?? [];
  assert.equal(values.length, expected.length);
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (const [index, value] of expected.entries()) {
    const difference = Math.abs(value - (values[index] ?? Number.NaN));
    assert.ok(difference <= 1e-5 * scale, `value ${index}: ${values[index]} for ${value}`);
  }
}

describe('a loaded export has the shapes, parameters and outputs of the graph', () => {
  for (const [stackName, stack] of Object.entries({ cifarLike, imagenetLike })) {
    for (const { name, block } of REFERENCE_BLOCKS) {
      test(`${name}, ${stackName}`, () => checkExport(block, stack, buildLayerGraph(block, stack), 1));
    }
  }

  for (const nsc of [
    'conv3@0,add@1+1,cat@2+2,avg3@3',
    'add@0+0,add@0+0',
    'conv1@0,add@1+1,cat@1+1,add@1+0',
  ]) {
    test(`a value read twice by a layer, and by others: ${nsc}`, async () => {
      const block = parseBlock(nsc);
      await checkExport(block, cifarLike, buildLayerGraph(block, cifarLike), 2);
    });
  }

  test('random blocks just as they are coded', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomBlocks(8),
        fc.constantFrom(cifarLike, imagenetLike),
        fc.nat(),
        async (block, stack, seed) => {
          const graph = feasibleGraph(block, stack);
          fc.pre(graph !== undefined);
          await checkExport(block, stack, graph, seed);
        },
      ),
      { numRuns: 30 },
    );
  });
});

function feasibleGraph(block: Block, stack: Stack): LayerGraph | undefined {
  try {
    const graph = buildLayerGraphAsCoded(block, stack);
    return graph.figures.flops + graph.figures.activationBytes < 2e6 ? graph : undefined;
  } catch {
    return undefined;
  }
}

describe('files', () => {
  const graph = buildLayerGraph(residual, cifarLike);
  const weights = trainedLookingWeights(graph, 1);

  async function describedBy(metadata: ModelMetadata): Promise<unknown> {
    const [file] = await exportTfjs({ graph, weights, metadata });
    assert.equal(file?.name, 'model.json');
    const model = JSON.parse(new TextDecoder().decode(await modelBytes(file))) as Record<string, unknown>;
    return model['userDefinedMetadata'];
  }

  test('a model says what it is and that its weights are random', async () => {
    // Written another way than canonically.
    const block = parseBlock('id@0,conv3@0,conv3@2,add@1+3');
    const metadata: ModelMetadata = { block, stack: cifarLike, weights: { state: 'initialised', seed: 5 } };
    assert.deepEqual(await describedBy(metadata), {
      block: { id: blockId(residual), nsc: formatBlock(canonicalBlock(residual)) },
      stack: cifarLike,
      input: 'pixel values 0 to 255; the model rescales them itself',
      output: 'probability of each class',
      figures: graph.figures,
      weights: { state: 'initialised', seed: 5 },
    });
  });

  test('or who trained them and how well', async () => {
    const origin = {
      state: 'trained',
      trial: 'searches/a/trials/1',
      dataset: 'cifar10',
      accuracy: 0.75,
    } as const;
    const described = (await describedBy({
      block: residual,
      stack: cifarLike,
      weights: origin,
    })) as Record<string, unknown>;
    assert.deepEqual(described['weights'], origin);
  });

  test('weights are cut into shards of 4 MiB, named in order', async () => {
    const stack: Stack = {
      ...cifarLike,
      input: { height: 4, width: 4, channels: 1 },
      stages: [{ repeats: 1, filters: 500 }],
    };
    const large = buildLayerGraph(parseBlock('conv3@0,conv3@1'), stack);
    const weightsOfLarge = trainedLookingWeights(large, 1);
    const files = await exported(residual, stack, large, weightsOfLarge);
    assert.deepEqual(
      files.map(({ name }) => name),
      ['model.json', 'group1-shard1of3.bin', 'group1-shard2of3.bin', 'group1-shard3of3.bin'],
    );
    assert.deepEqual(
      await Promise.all(files.slice(1, 3).map(async (file) => (await modelBytes(file)).length)),
      [4_194_304, 4_194_304],
    );
    const model = await load(files);
    const kernel = model.getLayer('stage1_block1_layer2_conv').getWeights()[0]?.dataSync();
    assert.deepEqual(kernel, weightsOfLarge.get('stage1_block1_layer2_conv/kernel')?.data);
    model.dispose();
  });

  test('weights of another network are refused when they are read', async () => {
    const other = buildLayerGraph(parseBlock('conv1@0'), cifarLike);
    const [, shard] = await exported(residual, cifarLike, other, weights);
    assert.ok(shard);
    await assert.rejects(modelBytes(shard), { name: 'NetworkError', code: 'UNFIT_WEIGHTS' });
  });
});
