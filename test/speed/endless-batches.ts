import type { Images, ImageSet } from '@blockqnn/datasets';
import { type Batch, EARLY_STOP_RECIPE, epochBatches, type LoadedImages } from '@blockqnn/training';

/** Every batch in another order, cropped and mirrored, as in a real training. */
export function* endlessBatches(
  loaded: LoadedImages,
  batchSize: number,
): Generator<Batch, undefined, undefined> {
  const indices = Int32Array.from({ length: loaded.count }, (_, index) => index);
  for (let epoch = 0; ; epoch += 1) {
    yield* epochBatches(loaded, indices, { ...EARLY_STOP_RECIPE, batchSize }, epoch);
  }
}

/** Pixels that mean nothing: speed does not depend on them. */
export function stripes(
  count: number,
  { height, width, channels }: ImageSet['shape'],
  classes: number,
): Images {
  return {
    count,
    pixels: Uint8Array.from({ length: count * height * width * channels }, (_, i) => (i * 7919) % 251),
    labels: Uint16Array.from({ length: count }, (_, image) => image % classes),
  };
}
