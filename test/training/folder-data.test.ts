import { openImageFolder, type Split } from '@blockqnn/datasets';
import { buildLayerGraph } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import {
  type Batch,
  type Batches,
  CheckpointFolder,
  createEngine,
  type DecodedImages,
  type Engine,
  FULL_RECIPE,
  type ModelOutcome,
  openTrainingData,
  type Recipe,
  type TrainingData,
  trainModel,
  type TrainModelOptions,
} from '@blockqnn/training';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { writeBarFolder } from './bar-folder.js';

const SIZE = { train: 20, val: 5 } as const;
const RECIPE: Recipe = {
  ...FULL_RECIPE,
  maxRestarts: 0,
  ...{ epochs: 3, batchSize: 16, learningRate: 0.05, decayMilestones: [2], validationFraction: 0.2 },
  ...{ cropPadding: 0, minCropArea: 0.5, cutOut: 2, mixUp: 0.3 },
};

let engine: Engine;
let directory: string;
before(async () => {
  engine = await createEngine({ engine: 'wasm' });
  directory = await mkdtemp(join(tmpdir(), 'bars-'));
  await writeBarFolder(directory, SIZE);
});
after(async () => {
  await engine[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

const open = (changes: Partial<Recipe> = {}): Promise<TrainingData> =>
  openTrainingData(engine, { name: 'bars', size: 8 }, [{ name: 'bars', kind: 'imagefolder', directory }], {
    ...RECIPE,
    ...changes,
  });
const { signal } = new AbortController();

async function all(batches: Batches): Promise<(Batch & { readonly images: DecodedImages })[]> {
  const list: (Batch & { readonly images: DecodedImages })[] = [];
  for await (const { images, ...changes } of batches) {
    assert.ok(images.kind === 'decoded');
    list.push({ images, ...changes });
  }
  return list;
}

describe('training on an image folder', () => {
  it('holds a share of the training images out and tests on val', async () => {
    await using data = await open();
    assert.deepEqual([data.training.images, data.validation.images, data.test.images], [48, 12, 15]);
    assert.ok(Math.abs(data.training.chance - 1 / 3) < 1e-9);
    assert.deepEqual([data.reference, data.stepsPerEpoch, data.validatesOnTest], ['bars?size=8', 3, false]);
    assert.deepEqual(data.classes, ['lying', 'none', 'standing']);
    const counts = (batches: Batch[]): number => batches.flatMap(labelsOf).length;
    assert.equal(counts(await all(data.trainingBatches({ seed: 1, signal }))), 48);
    assert.equal(counts(await all(data.validationBatches(signal))), 12);
    assert.equal(counts(await all(data.testBatches(signal))), 15);
    const { train, test } = data.found() ?? {};
    assert.deepEqual([train?.seen, test?.seen, test?.unreadable], [60, 15, 0]);
  });

  it('measures in batches no larger than those that it trains on', async () => {
    await using data = await open({ batchSize: 5 });
    const sizes = (batches: Batch[]): number[] => batches.map((batch) => labelsOf(batch).length);
    assert.deepEqual(sizes(await all(data.validationBatches(signal))), [5, 5, 2]);
    assert.deepEqual(sizes(await all(data.testBatches(signal))), [5, 5, 5]);
  });

  it('trains on all images and measures on val where nothing is held out', async () => {
    await using data = await open({ validationFraction: 0 });
    assert.deepEqual([data.training.images, data.validation.images, data.test.images], [60, 15, 15]);
    assert.equal(data.validatesOnTest, true);
    assert.deepEqual(await all(data.validationBatches(signal)), await all(data.testBatches(signal)));
  });

  it('looks at the same images in the same way for the same seed, and goes on within an epoch', async () => {
    await using data = await open();
    const batches = await all(data.trainingBatches({ seed: 1, signal }));
    assert.equal(batches.length, 3);
    for (const { images, flips, cutOut, mixUp, shifts } of batches) {
      assert.equal(images.pixels.length, 16 * 8 * 8 * 3);
      assert.ok(flips && cutOut && mixUp && !shifts);
    }
    assert.deepEqual(await all(data.trainingBatches({ seed: 1, signal })), batches);
    for (const skip of [1, 2, 3]) {
      assert.deepEqual(await all(data.trainingBatches({ seed: 1, skip, signal })), batches.slice(skip));
    }
    assert.notDeepEqual(await all(data.trainingBatches({ seed: 2, signal })), batches);
  });

  it('crops at random to train, where the recipe says so, anew in every batch', async () => {
    // Batches of one image: the same seed for all would crop an image alike in every epoch.
    await using data = await open({ minCropArea: 0.3, batchSize: 1 });
    const seen = new Set<string>();
    for (const seed of [1, 2]) {
      for (const batch of await all(data.trainingBatches({ seed, signal })))
        seen.add(picturesOf(batch).join());
    }
    assert.ok(seen.size > 80, `${seen.size} pictures of 48 images`);
  });

  it('takes the middle of each image to measure, and to train without crops', async () => {
    await using folder = await openImageFolder({ name: 'bars', size: 8 }, { directory });
    const middle = async (split: Split): Promise<string[]> => {
      const indices = Int32Array.from({ length: folder[split].count }, (_, image) => image);
      const pictures: string[] = [];
      for await (const images of folder.decode(split, [{ indices, crop: { kind: 'centre' } }])) {
        pictures.push(...picturesOf({ images }));
      }
      return pictures;
    };
    await using data = await open({ minCropArea: 1, validationFraction: 0 });
    const trained = await all(data.trainingBatches({ seed: 1, signal }));
    assert.deepEqual(trained.flatMap(picturesOf).sort(), (await middle('train')).sort());
    await using cropping = await open();
    const tested = await all(cropping.testBatches(signal));
    assert.deepEqual(tested.flatMap(picturesOf), await middle('validation'));
  });

  it('refuses a cut-out larger than the images, and gives the folder back', async () => {
    await assert.rejects(open({ cutOut: 9 }), { message: /recipe\.cutOut: must be at most 8.*got 9/ });
  });

  it('learns, and goes on exactly where it was, in the midst of an epoch too', async () => {
    const checkpoints = join(directory, 'checkpoints');
    const run = async (changes: Partial<TrainModelOptions> = {}): Promise<ModelOutcome> => {
      await using data = await open();
      const graph = buildLayerGraph(parseBlock('conv3@0'), {
        input: data.shape,
        stem: { filters: 4, kernel: 3, stride: 1, pooling: false },
        stages: [{ repeats: 1, filters: 4 }],
        classes: 3,
      });
      const everyStep = { checkpointMs: 0, now: () => 0 };
      return await trainModel({ graph, data, seed: 1, engine, signal, ...everyStep, ...changes });
    };
    const whole = await run();
    assert.ok(whole.kind === 'trained');
    for (const steps of [1, 4, 3]) {
      const abort = new AbortController();
      let done = 0;
      const onStep = (): void => {
        done += 1;
        if (done === steps) abort.abort();
      };
      const kept = { checkpoints: new CheckpointFolder(checkpoints), signal: abort.signal, onStep };
      await assert.rejects(run(kept), { name: 'AbortError' });
    }
    assert.deepEqual(await run({ checkpoints: new CheckpointFolder(checkpoints) }), whole);
  });
});

/** Each image's pixels as a text. */
function picturesOf({ images: { pixels } }: { readonly images: Pick<DecodedImages, 'pixels'> }): string[] {
  const size = 8 * 8 * 3;
  return Array.from({ length: pixels.length / size }, (_, image) =>
    Buffer.from(pixels.subarray(image * size, (image + 1) * size)).toString('hex'),
  );
}

function labelsOf({ images }: Batch): number[] {
  return images.kind === 'decoded' ? [...images.labels] : [];
}
