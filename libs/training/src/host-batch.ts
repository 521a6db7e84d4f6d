import type { ImageSet } from '@blockqnn/datasets';
import type { LayerGraph } from '@blockqnn/network';
import { copyBatchPixels } from './batch-pixels.js';
import type { Batch } from './batch.js';
import { HostImages } from './host-images.js';

/** A batch's images in the process's memory: moved, mirrored and blanked, but not mixed. */
export interface HostBatch {
  /** [size, height, width, channels], values 0–255. */
  readonly pixels: Uint8Array;
  /** [size] */
  readonly labels: Uint16Array;
}

/** Throws RangeError where the batch does not fit itself or the network, naming the field. */
export function hostBatch(batch: Batch, network: LayerGraph): HostBatch {
  const { images } = batch;
  if (images.kind === 'loaded') {
    const { from, indices } = images;
    if (!(from instanceof HostImages)) throw new TypeError('images: must be loaded by this engine');
    from.checkFit(network);
    const labels = from.labelsOf(indices);
    return { pixels: augmented(from.pixels, from.shape, indices, batch), labels };
  }
  const shape = inputShape(network);
  const { pixels, labels } = images;
  const expected = labels.length * shape.height * shape.width * shape.channels;
  if (pixels.length !== expected) {
    throw new RangeError(`pixels: the network takes ${expected} for this batch; got ${pixels.length}`);
  }
  const largest = labels.reduce((most, label) => Math.max(most, label), 0);
  if (largest >= network.classes) {
    throw new RangeError(`labels: must be below the network's ${network.classes} classes; got ${largest}`);
  }
  const { shifts, flips, cutOut } = batch;
  if (!shifts && !flips && !cutOut) return images;
  const all = Int32Array.from(labels.keys());
  return { pixels: augmented(pixels, shape, all, batch), labels };
}

function augmented(
  pixels: Uint8Array,
  shape: ImageSet['shape'],
  indices: Int32Array,
  { shifts, flips, cutOut }: Batch,
): Uint8Array {
  const target = new Uint8Array(indices.length * shape.height * shape.width * shape.channels);
  const changes = { ...(shifts && { shifts }), ...(flips && { flips }), ...(cutOut && { cutOut }) };
  copyBatchPixels(pixels, shape, { indices, ...changes }, target);
  return target;
}

function inputShape({ nodes }: LayerGraph): ImageSet['shape'] {
  const { height = 0, width = 0, channels = 0 } = nodes[0]?.shape ?? {};
  return { height, width, channels };
}
