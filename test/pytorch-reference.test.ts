import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type ImageSet, openDataset } from '@blockqnn/datasets';
import { buildLayerGraph, decodeSafetensors, type LayerGraph, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { createEngine } from '@blockqnn/training';
import { nativeLink } from '@blockqnn/training/linking';
import { writeTask } from './speed/task-file.js';
import { runProgram } from './tools/program.js';
import { torchPython } from './tools/torch.js';

/** Batch normalisation, a residual add with projections, both poolings, n-ary concat, kernels 1, 3 and 5. */
const BLOCK = parseBlock('conv3@0,conv3@1,add@2+0,max3@0,conv1@4,avg3@0,cat@6+5,conv5@7,add@7+3');
const STEPS = 8;
const BATCH_SIZE = 32;
const LEARNING_RATE = 0.001;
/** Of each training loss; measured: 5e-6. */
const TRAINING_TOLERANCE = 5e-5;
/** With moving statistics: PyTorch's variance is divided by n − 1, ours by n, and deep maps of a small batch have n = 128. */
const EVALUATION_TOLERANCE = 5e-3;

/** What the script prints. */
interface Report {
  readonly losses: readonly number[];
  readonly evaluation: number;
}

test('PyTorch, which speed and accuracy are compared with, computes the same network', async (t) => {
  const torch = await torchPython(t);
  if (torch === undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'pytorch-reference-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const images = await openDataset({ name: 'procedural' }, []);
  const small = smallStack({ input: images.shape, classes: images.classes.length });
  const stacks = {
    'as searches stack it': small,
    'with padding that differs between the sides': {
      ...small,
      stem: { filters: 8, kernel: 5, stride: 2, pooling: true },
      stages: small.stages.slice(0, 2),
    },
  } as const;
  for (const [name, stack] of Object.entries(stacks)) {
    await t.test(name, async () => {
      const graph = buildLayerGraph(BLOCK, stack);
      const extra = { batches: batchIndices(images).map((indices) => encodedBatch(images, indices)) };
      const options = { learningRate: LEARNING_RATE, batchSize: BATCH_SIZE };
      const task = await writeTask(folder, 'task', graph, options, extra);
      const script = fileURLToPath(new URL('python/torch_steps.py', import.meta.url));
      const reference = JSON.parse(await runProgram(torch.python, [script, task])) as Report;
      assert.equal(reference.losses.length, STEPS);
      for (const engine of nativeLink().linked ? (['wasm', 'native'] as const) : (['wasm'] as const)) {
        const own = await ownLosses(engine, images, graph, join(folder, 'task.safetensors'));
        for (const [step, loss] of reference.losses.entries()) {
          assertWithin(
            TRAINING_TOLERANCE,
            own.losses[step] ?? Number.NaN,
            loss,
            `${engine}: loss of step ${step + 1}`,
          );
        }
        assertWithin(
          EVALUATION_TOLERANCE,
          own.evaluation,
          reference.evaluation,
          `${engine}: loss with moving statistics`,
        );
      }
    });
  }
});

async function ownLosses(
  name: 'wasm' | 'native',
  images: ImageSet,
  graph: LayerGraph,
  weights: string,
): Promise<Report> {
  await using engine = await createEngine({ engine: name });
  await using from = await engine.loadImages(images.train, images.shape);
  await using network = await engine.open(graph, decodeSafetensors(await readFile(weights)));
  const batches = batchIndices(images).map(
    (indices) => ({ images: { kind: 'loaded', from, indices } }) as const,
  );
  const losses: number[] = [];
  for (const batch of batches) losses.push((await network.step(batch, LEARNING_RATE)).loss / BATCH_SIZE);
  const last = batches.at(-1);
  if (!last) throw new RangeError('batches: none');
  return { losses, evaluation: (await network.classify(last)).loss / BATCH_SIZE };
}

function batchIndices({ train }: ImageSet): readonly Int32Array[] {
  return Array.from({ length: STEPS }, (_, step) =>
    Int32Array.from({ length: BATCH_SIZE }, (_unused, i) => (step * BATCH_SIZE + i) % train.count),
  );
}

function encodedBatch({ train, shape }: ImageSet, indices: Int32Array): object {
  const imageSize = shape.height * shape.width * shape.channels;
  const parts = [...indices].map((index) =>
    train.pixels.subarray(index * imageSize, (index + 1) * imageSize),
  );
  const labels = indices.map((index) => train.labels[index] ?? 0);
  return {
    pixels: Buffer.concat(parts).toString('base64'),
    labels: Buffer.from(labels.buffer).toString('base64'),
  };
}

function assertWithin(tolerance: number, actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected) / expected;
  assert.ok(error <= tolerance, `${what}: ${actual}, PyTorch has ${expected}`);
}
