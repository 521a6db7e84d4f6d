import type { Images, ImageSet } from '@blockqnn/datasets';
import type { LayerGraph } from '@blockqnn/network';
import type { LoadedImages } from './loaded-images.js';

/** Images that stay in the process's memory as bytes. */
export class HostImages implements LoadedImages {
  readonly count: number;
  readonly #images: Images;
  readonly shape: ImageSet['shape'];
  readonly #largestLabel: number;

  constructor(images: Images, shape: ImageSet['shape']) {
    const expected = images.count * shape.height * shape.width * shape.channels;
    if (images.pixels.length !== expected) {
      throw new RangeError(`images: must have ${expected} pixel values; got ${images.pixels.length}`);
    }
    if (images.labels.length !== images.count) {
      throw new RangeError(`images: must have ${images.count} labels; got ${images.labels.length}`);
    }
    this.count = images.count;
    this.#images = images;
    this.shape = shape;
    this.#largestLabel = images.labels.reduce((largest, label) => Math.max(largest, label), 0);
  }

  /** [count, height, width, channels], values 0–255. */
  get pixels(): Uint8Array {
    return this.#images.pixels;
  }

  /** [size]; throws RangeError for an index that is not below the count. */
  labelsOf(indices: Int32Array): Uint16Array {
    return Uint16Array.from(indices, (index) => {
      const label = this.#images.labels[index];
      if (label === undefined) throw new RangeError(`indices: must be below ${this.count}; got ${index}`);
      return label;
    });
  }

  /** Throws RangeError unless the network takes these images and knows all their classes. */
  checkFit({ nodes, classes }: LayerGraph): void {
    const { height, width, channels } = this.shape;
    const expected = nodes[0]?.shape;
    if (expected?.height !== height || expected.width !== width || expected.channels !== channels) {
      throw new RangeError(
        `images: the network takes ${expected?.height ?? 0}×${expected?.width ?? 0}×${expected?.channels ?? 0}; ` +
          `got ${height}×${width}×${channels}`,
      );
    }
    if (this.#largestLabel >= classes) {
      throw new RangeError(
        `labels: must be below the network's ${classes} classes; got ${this.#largestLabel}`,
      );
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
