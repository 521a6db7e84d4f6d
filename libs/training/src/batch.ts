import type { LoadedImages } from './loaded-images.js';

/** One step's images and what is done to them, in the order of the fields. */
export interface Batch {
  readonly images: LoadedSelection | DecodedImages;
  /** [size, 2], shift of the crop window down and right in pixels, each -128 to 127; beside the image it is black. */
  readonly shifts?: Int8Array;
  /** [size], 1 where the image is mirrored left to right. */
  readonly flips?: Uint8Array;
  readonly cutOut?: CutOut;
  readonly mixUp?: MixUp;
}

/** Images that the engine holds already. */
export interface LoadedSelection {
  readonly kind: 'loaded';
  readonly from: LoadedImages;
  /** [size], each below `from.count`. */
  readonly indices: Int32Array;
}

/** Images that come with the batch. */
export interface DecodedImages {
  readonly kind: 'decoded';
  /** [size, height, width, channels], values 0–255. */
  readonly pixels: Uint8Array;
  /** [size] */
  readonly labels: Uint16Array;
}

/** Blanks a square in each image (DeVries and Taylor 2017); parts beside the image are cut off. */
export interface CutOut {
  /** Pixels. */
  readonly side: number;
  /** [size, 2], row and column of the upper left corner; may lie beside the image. */
  readonly corners: Int16Array;
}

/**
 * Mixes each image, and its target, with another one of the batch (Zhang et al. 2018):
 * `share · own + (1 − share) · partner`, after the other augmentations.
 */
export interface MixUp {
  /** In [0, 1]. */
  readonly share: number;
  /** [size], positions in the batch. */
  readonly partners: Int32Array;
}

/** Images in the batch. */
export function batchSize({ images }: Batch): number {
  return images.kind === 'loaded' ? images.indices.length : images.labels.length;
}
