import type { Tensor4D } from '@tensorflow/tfjs-core';
import { addressOf, heapView, kernels, uninitialised } from './backend.js';
import { ChannelRows } from './channel-rows.js';
import { Scratch } from './scratch.js';

/** `x · scale + offset` with one scale and one offset for each channel. */
export function channelAffine(x: Tensor4D, scale: Float32Array, offset: Float32Array): Tensor4D {
  const result = uninitialised(x.shape);
  const rows = new ChannelRows(x);
  const { width, rows: times, channels } = rows;
  using scratch = new Scratch();
  const factors = { scale: rows.repeated(scale, scratch), offset: rows.repeated(offset, scratch) };
  kernels().affine({ source: addressOf(x), target: addressOf(result), ...factors, width, times });
  const [source, target] = [heapView(x), heapView(result)];
  for (let place = x.size - rows.rest; place < x.size; place += 1) {
    const channel = place % channels;
    target[place] = (source[place] ?? 0) * (scale[channel] ?? 0) + (offset[channel] ?? 0);
  }
  return result;
}

/** `x · xScale + y · yScale + offset`, the numbers one for each channel. */
export function channelCombination(
  x: Tensor4D,
  xScale: Float32Array,
  y: Tensor4D,
  yScale: Float32Array,
  offset: Float32Array,
): Tensor4D {
  const result = uninitialised(x.shape);
  const rows = new ChannelRows(x);
  const { width, rows: times, channels } = rows;
  using scratch = new Scratch();
  kernels().combination({
    left: addressOf(x),
    right: addressOf(y),
    target: addressOf(result),
    leftScale: rows.repeated(xScale, scratch),
    rightScale: rows.repeated(yScale, scratch),
    offset: rows.repeated(offset, scratch),
    width,
    times,
  });
  const [left, right, target] = [heapView(x), heapView(y), heapView(result)];
  for (let place = x.size - rows.rest; place < x.size; place += 1) {
    const channel = place % channels;
    target[place] =
      (left[place] ?? 0) * (xScale[channel] ?? 0) +
      (right[place] ?? 0) * (yScale[channel] ?? 0) +
      (offset[channel] ?? 0);
  }
  return result;
}
