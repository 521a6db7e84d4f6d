/**
 * How far two blocks are apart, in changes of layers and links: each layer of one is paired with a layer of the
 * other, or with none, and the distance is the least that the differences of the pairs add up to.
 *
 * - A layer against one of another type or kernel, or against none: 1.
 * - What the two read, as multisets of types and kernels, the block's input being one: ½ for each insertion, removal or
 *   replacement; what they are read by, the block's output being one, likewise. So a link that is on one side only
 *   counts ½ at either end, and so does a neighbour of another kind.
 * - Different blocks are ½ apart even where all this finds no difference.
 *
 * It is a metric on canonical blocks: symmetric, 0 exactly for the same block, and no way round is shorter. The
 * differences of pairs are one, as sums of metrics; the least sum over pairings inherits that, since pairings can
 * be followed one after the other; and so does the larger of it and a constant for all that is different.
 *
 * Source: star edit distance and the mapping distance of graphs (Zeng et al., "Comparing stars: on approximating
 * graph edit distance", 2009), with directed links and without their limit on degrees.
 */
import type { Block } from '../block.js';
import { canonicalBlock } from '../canonical.js';
import { formatBlock } from '../text.js';
import { leastAssignment } from './assignment.js';
import { distanceBound, sketchOf, type BlockSketch } from './block-sketch.js';
import { multisetDistance } from './multiset.js';
import { NEIGHBOUR_KINDS, starsOf, type Star } from './star.js';

/** A block prepared for many comparisons. */
export interface BlockProfile {
  readonly code: string;
  readonly stars: readonly Star[];
  readonly sketch: BlockSketch;
}

export function blockProfile(block: Block): BlockProfile {
  return canonicalProfile(canonicalBlock(block));
}

/** As {@link blockProfile}, of a block that is known to be canonical: much quicker. */
export function canonicalProfile(canonical: Block): BlockProfile {
  const stars = starsOf(canonical);
  return { code: formatBlock(canonical), stars, sketch: sketchOf(stars) };
}

/** The distance of two blocks, however they are written: a multiple of ½, from 0 to below 100. */
export function blockDistance(one: Block, two: Block): number {
  return profileDistance(blockProfile(one), blockProfile(two));
}

/**
 * As {@link blockDistance}.
 *
 * @param atMost - where the distance is larger, infinity may be given instead, which is quicker
 */
export function profileDistance(
  one: BlockProfile,
  two: BlockProfile,
  atMost = Number.POSITIVE_INFINITY,
): number {
  if (one.code === two.code) return 0;
  if (distanceBound(one.sketch, two.sketch) > atMost) return Number.POSITIVE_INFINITY;
  const size = Math.max(one.stars.length, two.stars.length);
  const costs = new Int32Array(size * size);
  let bound = 0;
  for (let row = 0; row < size; row++) {
    let least = Number.POSITIVE_INFINITY;
    for (let column = 0; column < size; column++) {
      const cost = twiceTheDifference(one.stars[row] ?? NONE, two.stars[column] ?? NONE);
      costs[row * size + column] = cost;
      if (cost < least) least = cost;
    }
    bound += least;
    if (bound > 2 * atMost) return Number.POSITIVE_INFINITY;
  }
  return Math.max(leastAssignment(costs, size), 1) / 2;
}

const NONE: Star = {
  kind: -1,
  operands: new Uint8Array(NEIGHBOUR_KINDS),
  readers: new Uint8Array(NEIGHBOUR_KINDS),
};

function twiceTheDifference(one: Star, two: Star): number {
  return (
    (one.kind === two.kind ? 0 : 2) +
    multisetDistance(one.operands, two.operands) +
    multisetDistance(one.readers, two.readers)
  );
}
