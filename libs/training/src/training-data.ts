import type { ImageSet } from '@blockqnn/datasets';
import type { Recipe } from './recipe.js';
import type { Batches } from './run-epoch.js';

/**
 * What a training looks at, wherever its images are, split and changed as a recipe says. Made by
 * `residentData`, `folderData` or `openTrainingData`; disposing gives back what those loaded or opened.
 */
export interface TrainingData extends AsyncDisposable {
  /** The dataset's reference, for instance `cifar10?limit=2000`. */
  readonly reference: string;
  readonly shape: ImageSet['shape'];
  /** Names of the classes, by label. */
  readonly classes: readonly string[];
  /** The recipe that the images are split and changed by, and a training on them goes by. */
  readonly recipe: Recipe;
  readonly training: ImagePart;
  /** Held out of the training images; the test images where {@link validatesOnTest}. */
  readonly validation: ImagePart;
  readonly test: ImagePart;
  /**
   * Whether nothing is held out: then the best epoch is chosen by the test images, and its accuracy on
   * them is optimistic.
   */
  readonly validatesOnTest: boolean;
  /** Batches of an epoch. */
  readonly stepsPerEpoch: number;
  /** Training batches of one epoch: each image once, in an order and changed in ways that the seed decides. */
  trainingBatches(epoch: EpochChoice): Batches;
  /** Images as they are; of folders the middle. */
  validationBatches(signal: AbortSignal): Batches;
  testBatches(signal: AbortSignal): Batches;
  /** What was found in the images so far, while they were decoded; of image folders alone. */
  found(): ImageSet['found'];
  /** SHA-256 in hexadecimal digits that tells other images from these; of folders, which are not read for it, labels alone. */
  fingerprint(): string;
}

/** Images of one kind. */
export interface ImagePart {
  readonly images: number;
  /** Share of the commonest class, in (0, 1]; 0 where there are no images. */
  readonly chance: number;
}

export interface EpochChoice {
  /** 0 to 2^32 − 1 */
  readonly seed: number;
  /** Batches at the beginning to leave out; the others stay the same. Default 0. */
  readonly skip?: number;
  /** Ends decoding, where there is any. */
  readonly signal: AbortSignal;
}
