import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { deriveSeed } from './derive-seed.js';
import { shuffle } from './shuffle.js';

/** Image indices, ascending; no image is in both. */
export interface ValidationSplit {
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

/** Images of which none can be held out, so that nothing could be measured on them. */
export class TooFewImagesError extends RangeError {
  override readonly name = 'TooFewImagesError';
}

/** All blocks are ranked on the same validation images, whatever their search's seed. */
const SPLIT_SEED = 0;

/**
 * Holds out a share of every class to validate on, at least 1 image of a class that has 2 or more. The
 * split follows from labels and fraction alone, so blocks of all searches on an image set are comparable.
 *
 * @param labels - [count], the class of each image
 * @param fraction - above 0 and below 1; each class gives up its share rounded to whole images
 * @throws TooFewImagesError where no class has 2 images, since one of the two sides would be empty
 */
export function splitForValidation(labels: Uint16Array, fraction: number): ValidationSplit {
  const held = new Uint8Array(labels.length);
  for (const [label, members] of indicesByClass(labels)) {
    if (members.length < 2) continue;
    shuffle(members, xoroshiro128plus(deriveSeed(SPLIT_SEED, 'split', label)));
    const share = Math.round(fraction * members.length);
    for (const index of members.subarray(0, Math.min(Math.max(share, 1), members.length - 1))) {
      held[index] = 1;
    }
  }
  const training = indicesWhere(held, 0);
  const validation = indicesWhere(held, 1);
  if (validation.length === 0) {
    throw new TooFewImagesError(
      `images: a class needs at least 2 images to hold one out; got ${labels.length} in all`,
    );
  }
  return { training, validation };
}

function indicesByClass(labels: Uint16Array): Map<number, Int32Array> {
  const groups = new Map<number, number[]>();
  for (const [index, label] of labels.entries()) {
    const group = groups.get(label);
    if (group) group.push(index);
    else groups.set(label, [index]);
  }
  return new Map([...groups].map(([label, group]) => [label, Int32Array.from(group)]));
}

function indicesWhere(held: Uint8Array, value: 0 | 1): Int32Array {
  return Int32Array.from(held.keys()).filter((index) => held[index] === value);
}
