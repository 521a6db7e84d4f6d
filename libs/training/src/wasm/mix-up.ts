import type { MixUp } from '../batch.js';

/**
 * Each image `share · own + (1 − share) · partner`.
 *
 * @param images - [size, …], one after the other
 * @throws RangeError for partners that are not in the batch, or not as many as images
 */
export function mixed(images: Float32Array, size: number, { share, partners }: MixUp): Float32Array {
  if (partners.length !== size) {
    throw new RangeError(`partners: must be ${size}, one for each image; got ${partners.length}`);
  }
  const imageSize = images.length / size;
  const result = new Float32Array(images.length);
  for (const [position, partner] of partners.entries()) {
    if (partner < 0 || partner >= size) {
      throw new RangeError(`partners: must be positions in the batch, below ${size}; got ${partner}`);
    }
    const [own, other] = [position * imageSize, partner * imageSize];
    for (let i = 0; i < imageSize; i += 1) {
      result[own + i] = share * (images[own + i] ?? 0) + (1 - share) * (images[other + i] ?? 0);
    }
  }
  return result;
}
