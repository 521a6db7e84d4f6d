import type { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Augmentation, drawAugmentation } from './augmentation.js';
import type { Batch } from './batch.js';
import type { LoadedImages } from './loaded-images.js';
import type { Recipe } from './recipe.js';
import { shuffle } from './shuffle.js';

/** The parts of a recipe that decide what an epoch looks at. */
export type EpochRecipe = Augmentation & Pick<Recipe, 'batchSize'>;

/**
 * The batches of one epoch: every image once, in an order and with an augmentation that follow from the
 * seed alone, so all engines see the same images.
 *
 * @param seed - 0 to 2^32 − 1
 * @param skip - batches at the beginning to leave out; the others stay the same
 */
export function* epochBatches(
  from: LoadedImages,
  indices: Int32Array,
  recipe: EpochRecipe,
  seed: number,
  skip = 0,
): Generator<Batch, void, undefined> {
  const random = xoroshiro128plus(seed);
  const { shape } = from;
  for (const [step, selected] of shuffledBatches(indices, recipe.batchSize, random).entries()) {
    const augmentation = drawAugmentation(recipe, { size: selected.length, ...shape }, random);
    if (step >= skip) yield { images: { kind: 'loaded', from, indices: selected }, ...augmentation };
  }
}

/** Steps of an epoch: as few as the batch size allows. */
export function stepsPerEpoch(images: number, batchSize: number): number {
  return Math.ceil(images / batchSize);
}

/**
 * Batches of sizes that differ by at most 1: a small rest at the end would weigh as much as a whole batch
 * and have poor batch statistics.
 */
export function shuffledBatches(
  indices: Int32Array,
  batchSize: number,
  random: Parameters<typeof uniformInt>[0],
): readonly Int32Array[] {
  const order = Int32Array.from(indices);
  shuffle(order, random);
  const steps = stepsPerEpoch(order.length, batchSize);
  return Array.from({ length: steps }, (_, step) =>
    order.subarray(
      Math.floor((step * order.length) / steps),
      Math.floor(((step + 1) * order.length) / steps),
    ),
  );
}
