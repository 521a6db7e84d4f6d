import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import {
  buildLayerGraph,
  initialiseWeights,
  type LayerGraph,
  smallStack,
  type Stack,
} from '@blockqnn/network';
import { parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import {
  createEngine,
  type Engine,
  epochBatches,
  evaluate,
  plainBatches,
  trainEpoch,
} from '@blockqnn/training';
import { engineContract } from '../../../test/contracts/engine.js';
import { ALL, batchesOf, IMAGES, plainBatchOf } from '../../../test/contracts/toy-batches.js';
import { TOY_CLASSES, TOY_SHAPE } from '../../../test/contracts/toy-images.js';
import { withNativeBinding } from './native-binding.js';

const MIXED_BLOCK = 'conv3@0,conv3@1,add@2+0,max3@0,conv1@4,avg3@0,cat@6+5,conv5@7,add@7+3';
const STEPS = 8;

const native = (): Promise<Engine> => createEngine({ engine: 'native' });

withNativeBinding('native engine', (binding) => {
  engineContract('native', native);

  describe('native engine beside others', () => {
    test('is taken where it is linked, unless wasm is asked for', async () => {
      await using fastest = await createEngine();
      assert.equal(fastest.info.name, 'native');
      await using asked = await createEngine({ engine: 'wasm' });
      assert.equal(asked.info.name, 'wasm');
    });

    test('agrees with wasm on the losses of the first steps', async () => {
      const graph = graphOf(MIXED_BLOCK);
      const expected = await lossesOn(await createEngine({ engine: 'wasm' }), graph);
      const actual = await lossesOn(await native(), graph);
      assert.equal(actual.length, STEPS + 1);
      for (const [step, loss] of actual.entries()) {
        const other = expected[step] ?? Number.NaN;
        const error = Math.abs(loss - other) / other;
        assert.ok(error <= 1e-4, `step ${step + 1}: ${loss}, wasm has ${other}`);
      }
    });

    test('gives the same losses again, bit by bit', async () => {
      const graph = graphOf(MIXED_BLOCK);
      assert.deepEqual(await lossesOn(await native(), graph), await lossesOn(await native(), graph));
    });
  });

  describe('native engine by its options', () => {
    test('convolves in bfloat16 where asked: near float32, and said so', async () => {
      const graph = graphOf(MIXED_BLOCK);
      const expected = await lossesOn(await native(), graph);
      const engine = await createEngine({ engine: 'native', precision: 'bfloat16' });
      assert.match(engine.info.version, /bfloat16/);
      const actual = await lossesOn(engine, graph);
      assert.notDeepEqual(actual, expected);
      for (const [step, loss] of actual.entries()) {
        const other = expected[step] ?? Number.NaN;
        assert.ok(Math.abs(loss - other) <= 0.05 * other, `step ${step + 1}: ${loss}, float32 has ${other}`);
      }
    });

    test('lets XLA compile where asked: a step like any other, and said so', async () => {
      // TensorFlow is told once for a process.
      const program = `
        import { buildLayerGraph, initialiseWeights } from '@blockqnn/network';
        import { parseBlock } from '@blockqnn/nsc';
        import { createEngine } from '@blockqnn/training';
        const engine = await createEngine({ engine: 'native', threads: 1, xla: true });
        const graph = buildLayerGraph(parseBlock('conv1@0'), ${JSON.stringify(TINY_STACK)});
        const images = ${JSON.stringify({ ...IMAGES, pixels: [...IMAGES.pixels], labels: [...IMAGES.labels] })};
        const typed = { ...images, pixels: Uint8Array.from(images.pixels), labels: Uint16Array.from(images.labels) };
        const from = await engine.loadImages(typed, ${JSON.stringify(TOY_SHAPE)});
        const network = await engine.open(graph, initialiseWeights(graph, 5));
        const batch = { images: { kind: 'loaded', from, indices: Int32Array.of(0, 1, 2, 3) } };
        const { loss } = await network.step(batch, 0.01);
        console.log(JSON.stringify({ loss, version: engine.info.version }));
        await network[Symbol.asyncDispose]();
      `;
      const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', program];
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        cwd: import.meta.dirname,
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      const { loss, version } = JSON.parse(stdout) as { loss: number; version: string };
      assert.match(version, /XLA/);
      await using engine = await native();
      await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
      const graph = buildLayerGraph(parseBlock('conv1@0'), TINY_STACK);
      await using network = await engine.open(graph, initialiseWeights(graph, 5));
      const expected = await network.step(plainBatchOf(images, Int32Array.of(0, 1, 2, 3)), 0.01);
      assert.ok(Math.abs(loss - expected.loss) < 1e-3 * expected.loss, `${loss}, not ${expected.loss}`);
    });
  });

  test('nothing is left of networks that are closed, of failed steps, and on disk', async () => {
    const held = (): number[] => [binding().getNumOfTensors(), binding().getNumOfSavedModels()];
    const signal = new AbortController().signal;
    await using engine = await native();
    await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
    const before = held();
    for (const { block } of REFERENCE_BLOCKS) {
      const graph = buildLayerGraph(block, STACK);
      await using network = await engine.open(graph, initialiseWeights(graph, 1));
      await trainEpoch(network, batchesOf(images, ALL, 0), { learningRate: 0.01, signal });
      await evaluate(network, plainBatches(images, ALL), signal);
      await network.readWeights();
      const outside = plainBatchOf(images, Int32Array.of(IMAGES.count));
      await assert.rejects(trainEpoch(network, [outside], { learningRate: 0.01, signal }), /indices/);
    }
    assert.deepEqual(held(), before);
    const left = (await readdir(tmpdir())).filter((name) =>
      name.startsWith(`blockqnn-graph-${process.pid}-`),
    );
    assert.deepEqual(left, []);
  });
});

const STACK = smallStack({ input: TOY_SHAPE, classes: TOY_CLASSES.length });

/** XLA takes seconds for more. */
const TINY_STACK: Stack = {
  ...STACK,
  stem: { filters: 2, kernel: 1, stride: 1, pooling: false },
  stages: [{ repeats: 1, filters: 2 }],
};

function graphOf(nsc: string): LayerGraph {
  return buildLayerGraph(parseBlock(nsc), STACK);
}

/** Of some steps of a batch each, then of an evaluation. */
async function lossesOn(engine: Engine, graph: LayerGraph): Promise<number[]> {
  const signal = new AbortController().signal;
  await using images = await engine.loadImages(IMAGES, TOY_SHAPE);
  await using network = await engine.open(graph, initialiseWeights(graph, 5));
  const losses: number[] = [];
  const augmentation = { batchSize: 32, cropPadding: 1, horizontalFlip: true, cutOut: 0, mixUp: 0 };
  for (let epoch = 0; losses.length < STEPS; epoch += 1) {
    for (const batch of epochBatches(images, ALL, augmentation, epoch)) {
      const { loss } = await trainEpoch(network, [batch], { learningRate: 0.001, signal });
      if (losses.length < STEPS) losses.push(loss);
    }
  }
  losses.push((await evaluate(network, plainBatches(images, ALL), signal)).loss);
  await engine[Symbol.asyncDispose]();
  return losses;
}
