import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openDataset } from '@blockqnn/datasets';
import { BATCH_NORMALISATION, buildLayerGraph, initialiseWeights, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { ADAM, createEngine, evaluate, plainBatches, trainEpoch } from '@blockqnn/training';
import { nativeLink } from '@blockqnn/training/linking';
import { runProgram } from './tools/program.js';
import { pythonVenv } from './tools/python.js';

/** Batch normalisation, a residual add with projections, both poolings, n-ary concat, kernels 1, 3 and 5. */
const BLOCK = 'conv3@0,conv3@1,add@2+0,max3@0,conv1@4,avg3@0,cat@6+5,conv5@7,add@7+3';
const STEPS = 20;
const BATCH_SIZE = 64;
const LEARNING_RATE = 0.001;
/** Of each loss. Rounding in float32 grows with every step; what is wrong by construction shows at once. */
const TOLERANCE = 1e-3;

/** What the script prints. */
interface Report {
  readonly losses: readonly number[];
  readonly evaluation: number;
}

test(
  'the same weights and batches follow the loss curve of Keras on JAX',
  { timeout: 600_000 },
  async (t) => {
    const python = await pythonVenv(t, ['keras>=3.6,<4', 'jax>=0.4.30', 'numpy']);
    if (python === undefined) return;
    const folder = await mkdtemp(join(tmpdir(), 'training-reference-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const images = await openDataset({ name: 'procedural' }, []);
    const graph = buildLayerGraph(
      parseBlock(BLOCK),
      smallStack({ input: images.shape, classes: images.classes.length }),
    );
    const weights = initialiseWeights(graph, 11);
    const batches = Array.from({ length: STEPS }, (_, step) =>
      Int32Array.from({ length: BATCH_SIZE }, (_unused, i) => (step * BATCH_SIZE + i) % images.train.count),
    );

    const { height, width, channels } = images.shape;
    const imageSize = height * width * channels;
    const task = {
      nodes: graph.nodes,
      normalisation: BATCH_NORMALISATION,
      adam: ADAM,
      learningRate: LEARNING_RATE,
      weights: Object.fromEntries(
        [...weights].map(([name, { shape, data }]) => [name, encoded(data, shape)]),
      ),
      batches: batches.map((indices) => ({
        pixels: encoded(
          Float32Array.from(
            [...indices].flatMap((index) => [
              ...images.train.pixels.subarray(index * imageSize, (index + 1) * imageSize),
            ]),
          ),
          [indices.length, height, width, channels],
        ),
        labels: encoded(
          indices.map((index) => images.train.labels[index] ?? 0),
          [indices.length],
        ),
      })),
    };
    const file = join(folder, 'task.json');
    await writeFile(file, JSON.stringify(task));
    const script = fileURLToPath(new URL('python/training_reference.py', import.meta.url));
    const output = await runProgram(python, [script, file], { KERAS_BACKEND: 'jax', JAX_PLATFORMS: 'cpu' });
    const reference = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Report;

    assert.equal(reference.losses.length, STEPS);
    for (const name of nativeLink().linked ? (['wasm', 'native'] as const) : (['wasm'] as const)) {
      await using engine = await createEngine({ engine: name });
      await using loaded = await engine.loadImages(images.train, images.shape);
      await using network = await engine.open(graph, weights);
      const signal = new AbortController().signal;
      for (const [step, indices] of batches.entries()) {
        const options = { learningRate: LEARNING_RATE, signal };
        const { loss } = await trainEpoch(network, plainBatches(loaded, indices), options);
        assertWithin(loss, reference.losses[step] ?? Number.NaN, `${name}: loss of step ${step + 1}`);
      }
      const last = await evaluate(network, plainBatches(loaded, batches.at(-1) ?? new Int32Array()), signal);
      assertWithin(last.loss, reference.evaluation, `${name}: loss with moving statistics`);
    }
  },
);

function encoded(
  values: Float32Array | Int32Array,
  shape: readonly number[],
): { shape: readonly number[]; base64: string } {
  return {
    shape,
    base64: Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
  };
}

function assertWithin(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected) / expected;
  assert.ok(error <= TOLERANCE, `${what}: ${actual}, Keras has ${expected}`);
}
