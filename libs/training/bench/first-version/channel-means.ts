import { avgPool, type Rank, reshape, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Mean of each channel over batch, height and width: [channels]. By average pooling, first over each
 * image, then over the batch: the backend pools with vector instructions but sums columns without, and
 * summing in two levels keeps float32 exact enough.
 */
export function channelMeans(x: Tensor4D): Float32Array {
  const [batch, height, width, channels] = x.shape;
  return tidy(() => {
    const perImage = avgPool(x, [height, width], 1, 'valid');
    const mean = avgPool(reshape<Rank.R4>(perImage, [1, batch, 1, channels]), [batch, 1], 1, 'valid');
    return mean.dataSync<'float32'>();
  });
}
