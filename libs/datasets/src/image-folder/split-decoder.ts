import { setMaxListeners } from 'node:events';
import { basename, dirname } from 'node:path';
import { DatasetError } from '../dataset-error.js';
import { type Crop, seedCrop, type SeededCrop } from './crop.js';
import { type DecodeSummary, FindingCounts } from './decode-summary.js';
import type { Decoder } from './decoder.js';
import { type DecodedTask, FINDING } from './decoder-messages.js';
import { readAhead } from './read-ahead.js';
import type { SplitFiles } from './scan-split.js';

/** Images to decode, and how. */
export interface FolderBatch {
  /** [size], each below the split's count. */
  readonly indices: ArrayLike<number>;
  readonly crop: Crop;
}

/** Images of a batch, in its order. */
export interface DecodedBatch {
  /** [size, height, width, 3], values 0–255. */
  readonly pixels: Uint8Array;
  /** [size] */
  readonly labels: Uint16Array;
}

export interface DecodeOptions {
  /** Ends the decoding; the generator rejects with the reason. */
  readonly signal?: AbortSignal;
  /** Batches decoded or waiting while one is in use, 1 or more. Default 4. */
  readonly readAhead?: number;
}

const READ_AHEAD = 4;

/** Decodes the images of one split and remembers what it found in them. */
export class SplitDecoder {
  readonly #files: SplitFiles;
  readonly #decoder: Decoder;
  readonly #side: number;
  readonly #findings: FindingCounts;

  constructor(files: SplitFiles, decoder: Decoder, side: number) {
    this.#files = files;
    this.#decoder = decoder;
    this.#side = side;
    this.#findings = new FindingCounts(files.count);
  }

  get summary(): DecodeSummary {
    return this.#findings.summary((image) => this.#files.pathOf(image));
  }

  /** In the batches' order; ending it, by whatever way, ends the decoding. */
  async *decode(
    batches: Iterable<FolderBatch>,
    { signal, readAhead: most = READ_AHEAD }: DecodeOptions,
  ): AsyncGenerator<DecodedBatch, void, undefined> {
    if (!Number.isInteger(most) || most < 1) {
      throw new RangeError(`readAhead: must be a whole number from 1; got ${most}`);
    }
    const ended = new AbortController();
    // Every batch that is under way listens; Node would take eleven for a leak.
    setMaxListeners(0, ended.signal);
    const onAbort = (): void => {
      ended.abort(signal?.reason);
    };
    signal?.throwIfAborted();
    signal?.addEventListener('abort', onAbort);
    try {
      yield* readAhead(batches, (batch) => this.#decodeBatch(batch, ended.signal), most);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      ended.abort(new Error('nobody waits for these images any more'));
    }
  }

  async #decodeBatch({ indices, crop }: FolderBatch, signal: AbortSignal): Promise<DecodedBatch> {
    const images = Int32Array.from(indices);
    const labels = images.map((image) => this.#labelOf(image));
    const seeded = seedCrop(crop, images.length);
    const imageBytes = this.#side * this.#side * 3;
    const pixels = new Uint8Array(images.length * imageBytes);
    // Each round decodes what no round before could; all of it in the first one, nearly always.
    for (let places = images.map((_, place) => place); places.length > 0;) {
      const sources = places.map((place) => this.#readableFor(images[place] ?? 0));
      const decoded = await this.#decodeOnce(sources, cropsOf(seeded, places), signal);
      if (places.length === images.length && !decoded.findings.some(isUnreadable)) {
        return { pixels: decoded.pixels, labels: Uint16Array.from(labels) };
      }
      for (const [i, place] of places.entries()) {
        pixels.set(decoded.pixels.subarray(i * imageBytes, (i + 1) * imageBytes), place * imageBytes);
      }
      places = places.filter((_, i) => isUnreadable(decoded.findings[i] ?? 0));
    }
    return { pixels, labels: Uint16Array.from(labels) };
  }

  async #decodeOnce(images: Int32Array, crop: SeededCrop, signal: AbortSignal): Promise<DecodedTask> {
    const paths = Array.from(images, (image) => this.#files.pathOf(image));
    const decoded = await this.#decoder.decode({ paths, crop, side: this.#side }, signal);
    for (const [i, image] of images.entries()) this.#findings.add(image, decoded.findings[i] ?? 0);
    return decoded;
  }

  #labelOf(image: number): number {
    const label = this.#files.labels[image];
    if (label === undefined) {
      throw new RangeError(`indices: must be below ${this.#files.count}; got ${image}`);
    }
    return label;
  }

  /**
   * The image itself or, where it is known to be unreadable, the next one of its class that is not, the
   * first coming after the last: so that batches, epochs and classes keep their sizes, and the same
   * images stand in whenever the fault is found.
   */
  #readableFor(image: number): number {
    const [first, end] = this.#files.classRange(this.#labelOf(image));
    for (let step = 0; step < end - first; step += 1) {
      const candidate = first + ((image - first + step) % (end - first));
      if (!this.#findings.isUnreadable(candidate)) return candidate;
    }
    throw new DatasetError(
      'file',
      `${dirname(this.#files.pathOf(image))}: none of its ${end - first} images can be decoded, for instance ${basename(this.#files.pathOf(image))}`,
    );
  }
}

function isUnreadable(findings: number): boolean {
  return (findings & FINDING.unreadable) !== 0;
}

function cropsOf(crop: SeededCrop, places: Int32Array): SeededCrop {
  if (crop.kind === 'centre') return crop;
  return { ...crop, seeds: Uint32Array.from(places, (place) => crop.seeds[place] ?? 0) };
}
