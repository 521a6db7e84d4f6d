import { DatasetError } from './dataset-error.js';
import type { Images, ImageSet } from './image-set.js';

/**
 * The first images of every class, `limit` in all and in their old order. Where the classes do not
 * divide the limit, the first classes get one image more.
 * @throws DatasetError (`limit`) below the number of classes or above what can be had balanced
 */
export function takeBalanced(set: Omit<ImageSet, 'reference'>, limit: number): Images {
  const counts = new Array<number>(set.classes.length).fill(0);
  for (const label of set.train.labels) counts[label] = (counts[label] ?? 0) + 1;
  const wanted = balancedShares(counts, limit);
  const chosen: number[] = [];
  for (const [i, label] of set.train.labels.entries()) {
    const left = wanted[label] ?? 0;
    if (left === 0) continue;
    wanted[label] = left - 1;
    chosen.push(i);
  }
  return pick(set.train, chosen);
}

/**
 * How many images of every class make `limit`, from how many it has.
 * @throws DatasetError (`limit`) as {@link takeBalanced}
 */
export function balancedShares(counts: readonly number[], limit: number): number[] {
  const classes = counts.length;
  const least = Math.min(...counts);
  // One more image is possible for the classes before the first that has none to spare.
  const most = least * classes + counts.indexOf(least);
  if (limit < classes || limit > most) {
    throw new DatasetError(
      'limit',
      `dataset limit: must be ${classes} to ${most}, the number of classes to the images that can be had balanced; got ${limit}`,
    );
  }
  return counts.map((_, label) => Math.floor(limit / classes) + (label < limit % classes ? 1 : 0));
}

function pick({ pixels, labels, count }: Images, indices: readonly number[]): Images {
  const imageBytes = pixels.length / count;
  const chosen = new Uint8Array(indices.length * imageBytes);
  for (const [to, from] of indices.entries()) {
    chosen.set(pixels.subarray(from * imageBytes, (from + 1) * imageBytes), to * imageBytes);
  }
  return { count: indices.length, pixels: chosen, labels: Uint16Array.from(indices, (i) => labels[i] ?? 0) };
}
