import type { DecodeSummary } from './image-folder/decode-summary.js';

/** Images of one split, in memory. */
export interface Images {
  readonly count: number;
  /** [count, height, width, channels], values 0–255. */
  readonly pixels: Uint8Array;
  /** [count], values 0 to classes − 1. */
  readonly labels: Uint16Array;
}

/** An image set as training sees it. */
export interface ImageSet {
  /** The reference under which it was opened, for instance `cifar10?limit=2000`. */
  readonly reference: string;
  readonly shape: { readonly height: number; readonly width: number; readonly channels: number };
  /** Names of the classes, by label. */
  readonly classes: readonly string[];
  /** To train and validate on; the validation split is carved out of it. */
  readonly train: Images;
  /** What was found while decoding; of image folders alone. */
  readonly found?: { readonly train: DecodeSummary; readonly test: DecodeSummary };
  /** Never looked at during a search; for full trainings. */
  readonly test: Images;
}
