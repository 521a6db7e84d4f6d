import { conv2d, matMul, reshape, tidy, transpose, type Rank, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Gradient of a "same" convolution's filter, for which the backend has no kernel. Written as a
 * convolution of its own: channels of the input take the place of the batch, the batch that of the
 * channels, and the output's gradient is the filter (the stride its dilation). For 1×1 filters it is a
 * matrix product.
 *
 * @param input - [batch, height, width, channels]
 * @param gradient - of the output, [batch, outHeight, outWidth, filters]
 * @param target - [side, side, channels, filters]
 */
export function filterGradient(
  input: Tensor4D,
  gradient: Tensor4D,
  side: number,
  stride: number,
  target: Float32Array,
): void {
  const [batch, height, width, channels] = input.shape;
  const [, outHeight, outWidth, filters] = gradient.shape;
  tidy(() => {
    const filter = batchInside(gradient);
    const image = channelsOutside(input);
    if (side === 1 && stride === 1) {
      const pixels = height * width * batch;
      const product = matMul(reshape<Rank.R2>(image, [channels, pixels]), reshape(filter, [pixels, filters]));
      target.set(product.dataSync<'float32'>());
      return;
    }
    const rows = samePadding(height, outHeight, side, stride);
    const columns = samePadding(width, outWidth, side, stride);
    const result = conv2d(image, filter, 1, [[0, 0], rows, columns, [0, 0]], 'NHWC', stride);
    copyFilter(result, side, target);
  });
}

/** Rows or columns that "same" padding adds before and after. */
function samePadding(size: number, outSize: number, side: number, stride: number): [number, number] {
  const total = Math.max((outSize - 1) * stride + side - size, 0);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/** [batch, height, width, channels] → [height, width, batch, channels] */
function batchInside(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const swapped = transpose(reshape(x, [batch, height * width, channels]), [1, 0, 2]);
  return reshape(swapped, [height, width, batch, channels]);
}

/**
 * [batch, height, width, channels] → [channels, height, width, batch]. In two steps, each of which the
 * backend does many times faster than one transposition of all dimensions.
 */
function channelsOutside(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const columns = transpose(reshape<Rank.R2>(x, [batch, height * width * channels]));
  const swapped = transpose(reshape(columns, [height * width, channels, batch]), [1, 0, 2]);
  return reshape(swapped, [channels, height, width, batch]);
}

/** From [channels, side or more, side or more, filters]; a stride above the side leaves rows over. */
function copyFilter(result: Tensor4D, side: number, target: Float32Array): void {
  const [channels, rows, columns, filters] = result.shape;
  const values = result.dataSync<'float32'>();
  for (let channel = 0; channel < channels; channel += 1) {
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) {
        const from = ((channel * rows + row) * columns + column) * filters;
        const to = ((row * side + column) * channels + channel) * filters;
        for (let filter = 0; filter < filters; filter += 1) target[to + filter] = values[from + filter] ?? 0;
      }
    }
  }
}
