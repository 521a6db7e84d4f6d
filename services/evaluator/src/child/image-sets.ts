import { openDataset, parseDatasetReference, type DatasetSource, type ImageSet } from '@blockqnn/datasets';
import {
  openTrainingData,
  residentData,
  type Engine,
  type LoadedImages,
  type Recipe,
  type TrainingData,
} from '@blockqnn/training';

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

/**
 * The image set in use. One at a time, since they are big; blocks of one search, which come one after
 * the other, share it.
 */
export class ImageSets {
  readonly #engine: Engine;
  readonly #sources: readonly DatasetSource[];
  #open: OpenImageSet | undefined;

  constructor(engine: Engine, sources: readonly DatasetSource[]) {
    this.#engine = engine;
    this.#sources = sources;
  }

  /** Reads it unless it is the one in use. Throws a DatasetError where it cannot be had. */
  async open(reference: string): Promise<OpenImageSet> {
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
      // Some batches at a time.
      return {
        data: await openTrainingData(this.#engine, parsed, this.#sources, recipe),
        imageBytes: 0,
      };
    }
    const { imageSet, images } = await this.open(reference);
    const { train, test } = imageSet;
    return {
      data: await residentData({ engine: this.#engine, imageSet, images, recipe }),
      imageBytes: train.pixels.byteLength + test.pixels.byteLength,
    };
  }

  /** Before another one is read, so that there are never two in memory. */
  async #letGo(): Promise<void> {
    await this.#open?.images[Symbol.asyncDispose]();
    this.#open = undefined;
  }
}
