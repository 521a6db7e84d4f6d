import { fused, tensor1d, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

/**
 * `x · scale + offset` with one scale and one offset for each channel, in one pass: a 1×1 depthwise
 * convolution with bias, for which the backend has a vector kernel; its broadcasting multiply is slower.
 */
export function channelAffine(x: Tensor4D, scale: Float32Array, offset: Float32Array): Tensor4D {
  return tidy(() =>
    fused.depthwiseConv2d({
      x,
      filter: tensor4d(scale, [1, 1, scale.length, 1]),
      strides: 1,
      pad: 'valid',
      bias: tensor1d(offset),
    }),
  );
}
