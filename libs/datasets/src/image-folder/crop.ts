import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Which part of each image of a batch becomes the square that is trained on. */
export type Crop =
  /** The middle, seven eighths of the shorter side: the rule "resize to 256, crop 224". */
  | { readonly kind: 'centre' }
  /**
   * A part drawn anew for every image (Szegedy et al. 2015). `minScale` is the least share of the image's
   * area, above 0 and at most 1; `seed` is 0 to 2^32 − 1 and decides all crops of the batch.
   */
  | { readonly kind: 'random'; readonly minScale: number; readonly seed: number };

/** A crop with a seed for each image, since images are opened in no certain order. */
export type SeededCrop =
  | { readonly kind: 'centre' }
  | { readonly kind: 'random'; readonly minScale: number; readonly seeds: Uint32Array };

/** A rectangle within an image, in whole pixels of it. */
export interface CropWindow {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const ASPECT = { least: 3 / 4, most: 4 / 3 } as const;
const TRIES = 10;
const CENTRE_SHARE = 7 / 8;
const MOST_SEED = 2 ** 32 - 1;

/** Throws RangeError where a number is out of its range. */
export function seedCrop(crop: Crop, count: number): SeededCrop {
  if (crop.kind === 'centre') return crop;
  const { minScale, seed } = crop;
  if (!(minScale > 0 && minScale <= 1)) {
    throw new RangeError(`minScale: must be above 0 and at most 1; got ${minScale}`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > MOST_SEED) {
    throw new RangeError(`seed: must be a whole number from 0 to ${MOST_SEED}; got ${seed}`);
  }
  const random = xoroshiro128plus(seed);
  return {
    kind: 'random',
    minScale,
    seeds: Uint32Array.from({ length: count }, () => uniformInt(random, 0, MOST_SEED)),
  };
}

/** How the window of one image of the batch follows from its size. */
export function windowChoice(crop: SeededCrop, image: number): (size: Size) => CropWindow {
  if (crop.kind === 'centre') return centreWindow;
  const random = xoroshiro128plus(crop.seeds[image] ?? 0);
  return (size) => randomWindow(size, crop.minScale, random);
}

/** The largest square in the middle, less a margin; at least one pixel. */
export function centreWindow({ width, height }: Size): CropWindow {
  const side = Math.max(1, Math.round(Math.min(width, height) * CENTRE_SHARE));
  return inTheMiddle({ width, height }, { width: side, height: side });
}

/**
 * A window whose area is uniform in [minScale, 1] of the image's and whose width by height is log-uniform in
 * [3/4, 4/3], at a uniform place. Where ten of them do not fit into the image it is the largest one in the
 * middle with a shape in these bounds, as in torchvision's RandomResizedCrop.
 */
export function randomWindow(image: Size, minScale: number, random: RandomGenerator): CropWindow {
  for (let i = 0; i < TRIES; i++) {
    const area = image.width * image.height * (minScale + (1 - minScale) * uniformFloat64(random));
    const aspect = ASPECT.least * (ASPECT.most / ASPECT.least) ** uniformFloat64(random);
    const width = Math.round(Math.sqrt(area * aspect));
    const height = Math.round(Math.sqrt(area / aspect));
    if (width < 1 || height < 1 || width > image.width || height > image.height) continue;
    return {
      width,
      height,
      left: uniformInt(random, 0, image.width - width),
      top: uniformInt(random, 0, image.height - height),
    };
  }
  return inTheMiddle(image, {
    width: Math.min(image.width, Math.max(1, Math.round(image.height * ASPECT.most))),
    height: Math.min(image.height, Math.max(1, Math.round(image.width / ASPECT.least))),
  });
}

function inTheMiddle(image: Size, { width, height }: Size): CropWindow {
  return {
    width,
    height,
    left: Math.floor((image.width - width) / 2),
    top: Math.floor((image.height - height) / 2),
  };
}
