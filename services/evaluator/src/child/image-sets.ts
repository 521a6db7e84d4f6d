import { openDataset, parseDatasetReference, type DatasetSource, type ImageSet } from '@blockqnn/datasets';
import type { Engine, LoadedImages } from '@blockqnn/training';

/** An image set in memory and on the engine. */
export interface OpenImageSet {
  readonly imageSet: ImageSet;
  /** `imageSet.train`. */
  readonly images: LoadedImages;
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
    // Let go first, so that there are never two in memory.
    await this.#open?.images[Symbol.asyncDispose]();
    this.#open = undefined;
    const imageSet = await openDataset(parsed, this.#sources);
    const images = await this.#engine.loadImages(imageSet.train, imageSet.shape);
    this.#open = { imageSet, images };
    return this.#open;
  }
}
