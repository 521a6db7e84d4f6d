import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Batch } from './engine.js';
import type { Recipe } from './recipe.js';
import { shuffle } from './shuffle.js';

/** The parts of a recipe that decide what an epoch looks at. */
export type Augmentation = Pick<Recipe, 'batchSize' | 'cropPadding' | 'horizontalFlip'>;

/**
 * The batches of one epoch: every image once, in an order and with shifts and flips that follow from the
 * seed alone, so all engines see the same images.
 *
 * An epoch has as few batches as `batchSize` allows, of sizes that differ by at most 1: a small rest at
 * the end would weigh as much as a whole batch and have poor batch statistics.
 *
 * @param seed - 0 to 2^32 − 1
 */
export function* epochBatches(
  indices: Int32Array,
  { batchSize, cropPadding, horizontalFlip }: Augmentation,
  seed: number,
): Generator<Batch, void, undefined> {
  const random = xoroshiro128plus(seed);
  const order = Int32Array.from(indices);
  shuffle(order, random);
  const steps = Math.ceil(order.length / batchSize);
  for (let step = 0; step < steps; step += 1) {
    const start = Math.floor((step * order.length) / steps);
    const end = Math.floor(((step + 1) * order.length) / steps);
    const size = end - start;
    yield {
      indices: order.subarray(start, end),
      shifts: Int8Array.from({ length: 2 * size }, () =>
        cropPadding === 0 ? 0 : uniformInt(random, -cropPadding, cropPadding),
      ),
      flips: Uint8Array.from({ length: size }, () => (horizontalFlip ? uniformInt(random, 0, 1) : 0)),
    };
  }
}
