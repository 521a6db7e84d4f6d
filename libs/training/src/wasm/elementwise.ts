import type { Tensor4D } from '@tensorflow/tfjs-core';
import { addressOf, heapView, kernels, uninitialised } from './backend.js';
import { copyImages, packed } from './feature-map-copy.js';

/** Sum of two feature maps of one shape. */
export function addMaps(left: Tensor4D, right: Tensor4D): Tensor4D {
  const result = uninitialised(left.shape);
  const groups = Math.floor(left.size / 4);
  kernels().sum({ left: addressOf(left), right: addressOf(right), target: addressOf(result), groups });
  const [a, b, target] = [heapView(left), heapView(right), heapView(result)];
  for (let i = 4 * groups; i < target.length; i += 1) target[i] = (a[i] ?? 0) + (b[i] ?? 0);
  return result;
}

/** Negative values as 0. What is no number stays so. */
export function rectified(x: Tensor4D): Tensor4D {
  const result = uninitialised(x.shape);
  const [batch, height, width, channels] = x.shape;
  const images = (map: Tensor4D) => packed(addressOf(map), height, width, channels);
  copyImages(images(x), images(result), { images: batch, height, width, channels }, true);
  return result;
}

/** The gradient where the rectified input is greater than 0; 0 at 0, as everywhere. */
export function rectifierGradient(gradient: Tensor4D, input: Tensor4D): Tensor4D {
  const result = uninitialised(gradient.shape);
  const groups = Math.floor(gradient.size / 4);
  const operands = { gradient: addressOf(gradient), input: addressOf(input), target: addressOf(result) };
  kernels().rectifierGradient({ ...operands, groups });
  const [slopes, values, target] = [heapView(gradient), heapView(input), heapView(result)];
  for (let i = 4 * groups; i < target.length; i += 1) {
    target[i] = (values[i] ?? 0) > 0 ? (slopes[i] ?? 0) : 0;
  }
  return result;
}
