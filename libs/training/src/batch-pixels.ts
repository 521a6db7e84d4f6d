import type { ImageSet } from '@blockqnn/datasets';
import type { Batch, CutOut } from './batch.js';

/** Which images of an array of pixels are copied, and how they are changed on the way. */
export interface PixelCopy extends Pick<Batch, 'shifts' | 'flips' | 'cutOut'> {
  /** [size] */
  readonly indices: Int32Array;
}

/** Copies images of a batch, augmented. Engines that work on host memory share it, so they see the same pixels. */
export function copyBatchPixels(
  pixels: Uint8Array,
  shape: ImageSet['shape'],
  copy: PixelCopy,
  /** [size, height, width, channels], filled with pixel values 0–255. */
  target: Uint8Array,
): void {
  if (copy.shifts || copy.flips) copyMoved(pixels, shape, copy, target);
  else copyPlain(pixels, shape, copy.indices, target);
  if (copy.cutOut) blank(shape, copy.cutOut, target);
}

function copyPlain(
  pixels: Uint8Array,
  { height, width, channels }: ImageSet['shape'],
  indices: Int32Array,
  target: Uint8Array,
): void {
  const imageSize = height * width * channels;
  for (const [position, index] of indices.entries()) {
    target.set(pixels.subarray(index * imageSize, (index + 1) * imageSize), position * imageSize);
  }
}

function copyMoved(
  pixels: Uint8Array,
  { height, width, channels }: ImageSet['shape'],
  { indices, shifts, flips }: PixelCopy,
  target: Uint8Array,
): void {
  const imageSize = height * width * channels;
  target.fill(0);
  for (const [position, index] of indices.entries()) {
    const down = shifts?.[2 * position] ?? 0;
    const right = shifts?.[2 * position + 1] ?? 0;
    const mirrored = flips?.[position] === 1;
    // Columns of the window that lie on the image; what is beside it stays black.
    const firstColumn = Math.max(0, -right);
    const lastColumn = Math.min(width, width - right);
    if (firstColumn >= lastColumn) continue;
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

function blank(
  { height, width, channels }: ImageSet['shape'],
  { side, corners }: CutOut,
  target: Uint8Array,
): void {
  for (let position = 0; position < corners.length / 2; position += 1) {
    const top = corners[2 * position] ?? 0;
    const left = corners[2 * position + 1] ?? 0;
    const [first, last] = [Math.max(left, 0), Math.min(left + side, width)];
    if (first >= last) continue;
    for (let row = Math.max(top, 0); row < Math.min(top + side, height); row += 1) {
      const start = ((position * height + row) * width + first) * channels;
      target.fill(0, start, start + (last - first) * channels);
    }
  }
}
