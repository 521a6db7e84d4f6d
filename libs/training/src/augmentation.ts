import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Batch, CutOut, MixUp } from './batch.js';
import type { Recipe } from './recipe.js';
import { shuffle } from './shuffle.js';

/** The parts of a recipe that decide how images are changed before a step. */
export type Augmentation = Pick<Recipe, 'cropPadding' | 'horizontalFlip' | 'cutOut' | 'mixUp'>;

/** Images to draw an augmentation for. */
export interface DrawnFor {
  readonly size: number;
  /** Pixels of an image. */
  readonly height: number;
  readonly width: number;
}

/** Draws what is done to the images of a batch; only what the recipe asks for is there. */
export function drawAugmentation(
  { cropPadding, horizontalFlip, cutOut, mixUp }: Augmentation,
  images: DrawnFor,
  random: RandomGenerator,
): Omit<Batch, 'images'> {
  const { size } = images;
  return {
    ...(cropPadding > 0 && {
      shifts: Int8Array.from({ length: 2 * size }, () => uniformInt(random, -cropPadding, cropPadding)),
    }),
    ...(horizontalFlip && { flips: Uint8Array.from({ length: size }, () => uniformInt(random, 0, 1)) }),
    ...(cutOut > 0 && { cutOut: drawCutOut(cutOut, images, random) }),
    ...(mixUp > 0 && { mixUp: drawMixUp(mixUp, size, random) }),
  };
}

/** Squares around pixels that are all equally likely, so that some lie partly beside the image. */
function drawCutOut(side: number, { size, height, width }: DrawnFor, random: RandomGenerator): CutOut {
  const before = Math.floor(side / 2);
  const corners = Int16Array.from(
    { length: 2 * size },
    (_, i) => uniformInt(random, 0, (i % 2 === 0 ? height : width) - 1) - before,
  );
  return { side, corners };
}

function drawMixUp(alpha: number, size: number, random: RandomGenerator): MixUp {
  const partners = Int32Array.from({ length: size }, (_, position) => position);
  shuffle(partners, random);
  return { share: drawBeta(alpha, random), partners };
}

/** From the symmetric beta distribution (Jöhnk 1964); quick for α from 0.01 to 1. */
function drawBeta(alpha: number, random: RandomGenerator): number {
  for (;;) {
    const x = uniformFloat64(random) ** (1 / alpha);
    const y = uniformFloat64(random) ** (1 / alpha);
    // Both may be so small that they count as 0.
    if (x + y <= 1 && x + y > 0) return x / (x + y);
  }
}
