import { openDataset, parseDatasetReference, type DatasetSource, type ImageSet } from '@blockqnn/datasets';
import {
  openTrainingData,
  residentData,
  type Engine,
  type LoadedImages,
  type Recipe,
  type TrainingData,
} from '@blockqnn/training';
import { leastBytes, type ProcessMemory } from './foreseen-excess.js';

/** An image set in memory and on the engine. */
export interface OpenImageSet {
  readonly imageSet: ImageSet;
  /** `imageSet.train`. */
  readonly images: LoadedImages;
}

/** Images for a full training. */
export interface OpenData {
  readonly data: TrainingData;
  /** What they take in memory; 0 where they are decoded as they are needed. */
  readonly imageBytes: number;
}

export interface ImageSetsOptions extends ProcessMemory {
  readonly sources: readonly DatasetSource[];
  /**
   * Called whenever images are opened, those in use already too, with what the process occupies with them,
   * about: idle, and the images.
   */
  readonly onOpen: (baseBytes: number) => void;
}

/** Beside these images the process may occupy too little for any network: nothing that a block could help. */
export class ImagesTooBigError extends Error {
  override readonly name = 'ImagesTooBigError';
}

const MIB = 1024 * 1024;

/**
 * The image set in use. One at a time, since they are big; blocks of one search, which come one after
 * the other, share it.
 */
export class ImageSets {
  readonly #options: ImageSetsOptions;
  readonly #engine: Engine;
  readonly #sources: readonly DatasetSource[];
  #open: OpenImageSet | undefined;

  constructor(options: ImageSetsOptions) {
    this.#options = options;
    this.#engine = options.engine;
    this.#sources = options.sources;
  }

  /**
   * Reads it unless it is the one in use. Throws a DatasetError where it cannot be had, and an
   * {@link ImagesTooBigError} where it leaves no room for a network.
   */
  async open(reference: string): Promise<OpenImageSet> {
    const opened = await this.#read(reference);
    this.#opened(reference, imageBytesOf(opened.imageSet));
    return opened;
  }

  async #read(reference: string): Promise<OpenImageSet> {
    if (this.#open?.imageSet.reference === reference) return this.#open;
    const parsed = parseDatasetReference(reference);
    await this.#letGo();
    const imageSet = await openDataset(parsed, this.#sources);
    const images = await this.#engine.loadImages(imageSet.train, imageSet.shape);
    this.#open = { imageSet, images };
    return this.#open;
  }

  /**
   * For a full training: an image folder to decode while it goes on, anything else in memory, where later
   * blocks find it. Throws a DatasetError, and what does not fit the recipe.
   */
  async openData(reference: string, recipe: Recipe): Promise<OpenData> {
    const parsed = parseDatasetReference(reference);
    if (this.#sources.some(({ name, kind }) => name === parsed.name && kind === 'imagefolder')) {
      await this.#letGo();
      const data = await openTrainingData(this.#engine, parsed, this.#sources, recipe);
      this.#opened(reference, 0);
      // Some batches at a time.
      return { data, imageBytes: 0 };
    }
    const { imageSet, images } = await this.open(reference);
    return {
      data: await residentData({ engine: this.#engine, imageSet, images, recipe }),
      imageBytes: imageBytesOf(imageSet),
    };
  }

  #opened(reference: string, imageBytes: number): void {
    const { memoryLimitBytes, idleBytes, onOpen } = this.#options;
    const needed = leastBytes(this.#options, imageBytes);
    if (needed > memoryLimitBytes) {
      const [least, images, most] = [needed, imageBytes, memoryLimitBytes].map((bytes) =>
        String(Math.ceil(bytes / MIB)),
      );
      throw new ImagesTooBigError(
        `${reference}: with ${images} MiB of images no network can be trained in a process of less than ${least} MiB, and ${most} MiB are allowed (BLOCKQNN_MEMORY_LIMIT_MIB)`,
      );
    }
    onOpen(idleBytes + imageBytes);
  }

  /** Before another one is read, so that there are never two in memory. */
  async #letGo(): Promise<void> {
    await this.#open?.images[Symbol.asyncDispose]();
    this.#open = undefined;
  }
}

/** What an image set takes in memory. */
export function imageBytesOf({ train, test }: ImageSet): number {
  return train.pixels.byteLength + test.pixels.byteLength;
}
