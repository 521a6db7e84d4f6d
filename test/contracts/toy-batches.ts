import type { Images } from '@blockqnn/datasets';
import { type Batch, epochBatches, type LoadedImages } from '@blockqnn/training';
import { type FeatureMap, featureMap } from './plain-layers.js';
import { TOY_SHAPE, toyImages } from './toy-images.js';

export const IMAGES = toyImages(120, 1);
export const ALL = Int32Array.from({ length: IMAGES.count }, (_, index) => index);
export const SIX = Int32Array.of(0, 1, 2, 3, 4, 5);

export function batchesOf(from: LoadedImages, indices: Int32Array, seed: number): Iterable<Batch> {
  const recipe = { batchSize: 25, cropPadding: 1, horizontalFlip: true, cutOut: 0, mixUp: 0 };
  return epochBatches(from, indices, recipe, seed);
}

export function plainBatchOf(from: LoadedImages, indices: Int32Array): Batch {
  return { images: { kind: 'loaded', from, indices } };
}

export function mapOf(indices: Int32Array): FeatureMap {
  const { height, width, channels } = TOY_SHAPE;
  const size = height * width * channels;
  return featureMap([indices.length, height, width, channels], (i) => {
    const image = indices[Math.floor(i / size)] ?? 0;
    return IMAGES.pixels[image * size + (i % size)] ?? 0;
  });
}

/** The crop window 2 down and 1 left, then mirrored; black where the window leaves the image. */
export function shiftAndMirror(pixels: Uint8Array): Images {
  const { height, width, channels } = TOY_SHAPE;
  const moved = pixels.map((_, i) => {
    const channel = i % channels;
    const column = width - 1 - (Math.floor(i / channels) % width) - 1;
    const row = (Math.floor(i / channels / width) % height) + 2;
    const image = Math.floor(i / channels / width / height);
    if (row >= height || column < 0) return 0;
    return pixels[((image * height + row) * width + column) * channels + channel] ?? 0;
  });
  return { ...IMAGES, pixels: moved };
}
