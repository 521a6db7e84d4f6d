import { createHash } from 'node:crypto';
import type { ImageSet } from '@blockqnn/datasets';
import type { Batch } from './batch.js';
import type { Engine } from './engine.js';
import type { LoadedImages } from './loaded-images.js';
import { epochBatches, stepsPerEpoch } from './epoch-batches.js';
import { evaluationBatchSize } from './evaluation-batch.js';
import type { Recipe } from './recipe.js';
import { checkRecipeFits } from './recipe-fit.js';
import { chanceOf } from './restart-rule.js';
import { plainBatches } from './run-epoch.js';
import type { ImagePart, TrainingData } from './training-data.js';
import { splitForValidation } from './validation-split.js';

export interface ResidentDataOptions {
  readonly engine: Engine;
  readonly imageSet: ImageSet;
  readonly recipe: Recipe;
  /** `imageSet.train` where it is on the engine already, to stay there; otherwise it is loaded. */
  readonly images?: LoadedImages;
}

/**
 * Images in memory, put where the engine computes; test images only once they are asked for. Throws
 * `UnusableRecipeError` where the recipe asks for what only decoding can do, `TooFewImagesError` where
 * nothing can be held out.
 */
export async function residentData(options: ResidentDataOptions): Promise<TrainingData> {
  const { engine, imageSet, recipe, images } = options;
  const { train, test, shape } = imageSet;
  checkRecipeFits(recipe, { shape, isDecoded: false });
  const validatesOnTest = recipe.validationFraction === 0;
  const split = validatesOnTest
    ? { training: allOf(train.count), validation: new Int32Array() }
    : splitForValidation(train.labels, recipe.validationFraction);
  const loaded = images ?? (await engine.loadImages(train, shape));
  const size = evaluationBatchSize(recipe);
  let loadedTest: Promise<LoadedImages> | undefined;
  async function* testBatches(): AsyncGenerator<Batch, void, undefined> {
    loadedTest ??= engine.loadImages(test, shape);
    yield* plainBatches(await loadedTest, allOf(test.count), size);
  }
  const testPart = partOf(test.labels, allOf(test.count));
  return {
    reference: imageSet.reference,
    shape,
    classes: imageSet.classes,
    recipe,
    training: partOf(train.labels, split.training),
    validation: validatesOnTest ? testPart : partOf(train.labels, split.validation),
    test: testPart,
    validatesOnTest,
    stepsPerEpoch: stepsPerEpoch(split.training.length, recipe.batchSize),
    trainingBatches: ({ seed, skip }) => epochBatches(loaded, split.training, recipe, seed, skip),
    validationBatches: () => (validatesOnTest ? testBatches() : plainBatches(loaded, split.validation, size)),
    testBatches,
    found: () => imageSet.found,
    fingerprint: () => fingerprintOf(imageSet),
    [Symbol.asyncDispose]: async () => {
      if (!images) await loaded[Symbol.asyncDispose]();
      await (await loadedTest)?.[Symbol.asyncDispose]();
    },
  };
}

export function partOf(labels: Uint16Array, indices: Int32Array): ImagePart {
  return { images: indices.length, chance: indices.length === 0 ? 0 : chanceOf(labels, indices) };
}

export function allOf(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index);
}

function fingerprintOf({ train, test }: ImageSet): string {
  const hash = createHash('sha256');
  for (const { labels, pixels } of [train, test]) hash.update(labels).update(pixels);
  return hash.digest('hex');
}
