import { createHash } from 'node:crypto';
import type { FolderBatch, ImageFolder, Split } from '@blockqnn/datasets';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { drawAugmentation } from './augmentation.js';
import type { Batch } from './batch.js';
import { shuffledBatches, stepsPerEpoch } from './epoch-batches.js';
import { evaluationBatchSize } from './evaluation-batch.js';
import type { Recipe } from './recipe.js';
import { checkRecipeFits } from './recipe-fit.js';
import { allOf, partOf } from './resident-data.js';
import type { EpochChoice, TrainingData } from './training-data.js';
import { splitForValidation } from './validation-split.js';

/**
 * Images of a folder, decoded while training goes on; its `val` images are the test images. The folder is
 * disposed of with the data. Throws `UnusableRecipeError`, `TooFewImagesError`.
 */
export function folderData(folder: ImageFolder, recipe: Recipe): TrainingData {
  const { train, validation: held, shape } = folder;
  checkRecipeFits(recipe, { shape, isDecoded: true });
  const validatesOnTest = recipe.validationFraction === 0;
  const split = validatesOnTest
    ? { training: allOf(train.count), validation: new Int32Array() }
    : splitForValidation(train.labels, recipe.validationFraction);
  const test = partOf(held.labels, allOf(held.count));
  const size = evaluationBatchSize(recipe);
  const testBatches = (signal: AbortSignal): AsyncIterable<Batch> =>
    decodePlain(folder, 'validation', inOrder(allOf(held.count), size), signal);
  return {
    reference: folder.reference,
    shape,
    classes: folder.classes,
    recipe,
    training: partOf(train.labels, split.training),
    validation: validatesOnTest ? test : partOf(train.labels, split.validation),
    test,
    validatesOnTest,
    stepsPerEpoch: stepsPerEpoch(split.training.length, recipe.batchSize),
    trainingBatches: (epoch) => decodeAugmented(folder, split.training, recipe, epoch),
    validationBatches: (signal) =>
      validatesOnTest
        ? testBatches(signal)
        : decodePlain(folder, 'train', inOrder(split.validation, size), signal),
    testBatches,
    found: () => ({ train: folder.summary('train'), test: folder.summary('validation') }),
    fingerprint: () => createHash('sha256').update(train.labels).update(held.labels).digest('hex'),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

type Changes = Omit<Batch, 'images'>;

async function* decodeAugmented(
  folder: ImageFolder,
  indices: Int32Array,
  recipe: Recipe,
  { seed, skip = 0, signal }: EpochChoice,
): AsyncGenerator<Batch, void, undefined> {
  // Batches are drawn ahead of their decoding; their changes wait for them.
  const changes: Changes[] = [];
  const decoded = folder.decode('train', drawBatches(folder, indices, recipe, { seed, skip, changes }), {
    signal,
  });
  for await (const { pixels, labels } of decoded) {
    yield { images: { kind: 'decoded', pixels, labels }, ...changes.shift() };
  }
}

function* drawBatches(
  { shape }: ImageFolder,
  indices: Int32Array,
  recipe: Recipe,
  { seed, skip, changes }: { readonly seed: number; readonly skip: number; readonly changes: Changes[] },
): Generator<FolderBatch, void, undefined> {
  const { minCropArea } = recipe;
  const random = xoroshiro128plus(seed);
  for (const [step, selected] of shuffledBatches(indices, recipe.batchSize, random).entries()) {
    const change = drawAugmentation(recipe, { size: selected.length, ...shape }, random);
    const cropSeed = uniformInt(random, 0, 2 ** 32 - 1);
    if (step < skip) continue;
    changes.push(change);
    yield {
      indices: selected,
      crop: minCropArea < 1 ? { kind: 'random', minScale: minCropArea, seed: cropSeed } : { kind: 'centre' },
    };
  }
}

async function* decodePlain(
  folder: ImageFolder,
  split: Split,
  batches: Iterable<FolderBatch>,
  signal: AbortSignal,
): AsyncGenerator<Batch, void, undefined> {
  for await (const { pixels, labels } of folder.decode(split, batches, { signal })) {
    yield { images: { kind: 'decoded', pixels, labels } };
  }
}

function* inOrder(indices: Int32Array, size: number): Generator<FolderBatch, void, undefined> {
  for (let start = 0; start < indices.length; start += size) {
    yield { indices: indices.subarray(start, start + size), crop: { kind: 'centre' } };
  }
}
