import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { buildLayerGraph, initialiseWeights } from '@blockqnn/network';
import { parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import {
  createEngine,
  type Engine,
  evaluate,
  type OpenNetwork,
  plainBatches,
  trainEpoch,
} from '@blockqnn/training';
import { backend, memory } from '@tensorflow/tfjs-core';
import { ALL, batchesOf, IMAGES, plainBatchOf } from '../../../test/contracts/toy-batches.js';
import { TOY_SHAPE } from '../../../test/contracts/toy-images.js';
import { tellingLackOfMemory } from '../src/wasm/lacking-memory.js';

const STACK = {
  input: TOY_SHAPE,
  stem: { filters: 4, kernel: 3, stride: 1, pooling: false },
  stages: [
    { repeats: 1, filters: 4 },
    { repeats: 1, filters: 8 },
  ],
  classes: 3,
} as const;

describe('memory of the wasm engine', () => {
  let engine: Engine;
  before(async () => {
    engine = await createEngine({ engine: 'wasm' });
  });

  const openReference = (index: number): Promise<OpenNetwork> => {
    const reference = REFERENCE_BLOCKS[index % REFERENCE_BLOCKS.length];
    assert.ok(reference);
    const graph = buildLayerGraph(reference.block, { ...STACK, stages: [...STACK.stages] });
    return engine.open(graph, initialiseWeights(graph, index));
  };
  const tensors = (): number[] => [memory().numTensors, backend().numDataIds()];

  test('holds no tensor of networks that are closed, and no more after later epochs', async () => {
    await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
    const signal = new AbortController().signal;
    const before = tensors();
    for (let index = 0; index < REFERENCE_BLOCKS.length; index += 1) {
      await using network = await openReference(index);
      const counts: number[][] = [];
      for (let epoch = 0; epoch < 3; epoch += 1) {
        await trainEpoch(network, batchesOf(images, ALL, epoch), { learningRate: 0.01, signal });
        await evaluate(network, plainBatches(images, ALL), signal);
        await network.readWeights();
        counts.push(tensors());
      }
      assert.deepEqual(counts[1], counts[0]);
      assert.deepEqual(counts[2], counts[0]);
      await network[Symbol.asyncDispose]();
      assert.deepEqual(tensors(), before);
    }
  });

  test('is given back after an abort or a failure too', async () => {
    await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
    const before = tensors();
    {
      await using network = await openReference(0);
      const abort = new AbortController();
      const onStep = (): void => {
        abort.abort();
      };
      const options = { learningRate: 0.01, signal: abort.signal, onStep };
      await assert.rejects(trainEpoch(network, batchesOf(images, ALL, 0), options));
      const outside = plainBatchOf(images, Int32Array.of(IMAGES.count));
      const signal = new AbortController().signal;
      await assert.rejects(trainEpoch(network, [outside], { learningRate: 0.01, signal }), /indices/);
    }
    assert.deepEqual(tensors(), before);
  });

  test('is not asked for what it cannot hold, neither to train nor to classify', async () => {
    const stack = { ...STACK, stem: { ...STACK.stem, filters: 4000 }, stages: [{ repeats: 1, filters: 4 }] };
    const graph = buildLayerGraph(parseBlock('conv3@0'), stack);
    await using network = await engine.open(graph, initialiseWeights(graph, 1));
    const { height, width, channels } = TOY_SHAPE;
    const labels = new Uint16Array(4096);
    const pixels = new Uint8Array(labels.length * height * width * channels);
    const batch = { images: { kind: 'decoded', pixels, labels } } as const;
    const heapBytes = heapSize();
    const refusal = {
      name: 'OutOfMemoryError',
      message: /^batch_size: a batch of 4096 images takes about \d+ MiB/,
    };
    await assert.rejects(network.classify(batch), refusal);
    await assert.rejects(network.step(batch, 0.1), refusal);
    assert.equal(heapSize(), heapBytes);
  });

  test('is said to lack where an array has no room, and other errors stay', () => {
    assert.throws(() => tellingLackOfMemory(() => new Float32Array(2 ** 45)), {
      name: 'OutOfMemoryError',
      message: /memory: .*smaller batches/,
    });
    const other = new RangeError('labels: must be below 3');
    assert.throws(
      () =>
        tellingLackOfMemory(() => {
          throw other;
        }),
      other,
    );
  });

  test('does not grow over hundreds of networks', async () => {
    await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
    const signal = new AbortController().signal;
    const trainOne = async (index: number): Promise<void> => {
      await using network = await openReference(index);
      await trainEpoch(network, batchesOf(images, ALL.subarray(0, 50), index), {
        learningRate: 0.01,
        signal,
      });
    };
    for (let index = 0; index < 10; index += 1) await trainOne(index);
    const heapBytes = heapSize();
    for (let index = 0; index < 200; index += 1) await trainOne(index);
    assert.equal(heapSize(), heapBytes);
  });
});

/** Bytes of WebAssembly memory, which never shrinks. */
function heapSize(): number {
  const { wasm } = backend() as unknown as { wasm: { HEAPU8: Uint8Array } };
  return wasm.HEAPU8.byteLength;
}
