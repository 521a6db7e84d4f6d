import type { ImageSet } from '@blockqnn/datasets';
import type { Batch } from './engine.js';

/** Copies images of a batch, augmented. Engines that work on host memory share it, so they see the same pixels. */
export function copyBatchPixels(
  pixels: Uint8Array,
  { height, width, channels }: ImageSet['shape'],
  { indices, shifts, flips }: Batch,
  /** [size, height, width, channels], filled with pixel values 0–255. */
  target: Uint8Array,
): void {
  const imageSize = height * width * channels;
  target.fill(0);
  for (const [position, index] of indices.entries()) {
    const down = shifts[2 * position] ?? 0;
    const right = shifts[2 * position + 1] ?? 0;
    const mirrored = flips[position] === 1;
    // Columns of the window that lie on the image; what is beside it stays black.
    const firstColumn = Math.max(0, -right);
    const lastColumn = Math.min(width, width - right);
    for (let row = Math.max(0, -down); row < Math.min(height, height - down); row += 1) {
      const from = index * imageSize + ((row + down) * width + right) * channels;
      const to = position * imageSize + row * width * channels;
      if (!mirrored) {
        const source = pixels.subarray(from + firstColumn * channels, from + lastColumn * channels);
        target.set(source, to + firstColumn * channels);
        continue;
      }
      for (let column = firstColumn; column < lastColumn; column += 1) {
        for (let channel = 0; channel < channels; channel += 1) {
          target[to + (width - 1 - column) * channels + channel] =
            pixels[from + column * channels + channel] ?? 0;
        }
      }
    }
  }
}

/** A batch of images as they are. */
export function plainBatch(indices: Int32Array): Batch {
  return {
    indices,
    shifts: new Int8Array(2 * indices.length),
    flips: new Uint8Array(indices.length),
  };
}
