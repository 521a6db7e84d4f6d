import { kernels } from './backend.js';
import type { Scratch } from './scratch.js';

/** A pooling along one axis, "same" padding: [repeats, size, inner] → [repeats, outSize, inner]. */
export interface AxisPooling {
  readonly repeats: number;
  readonly size: number;
  readonly outSize: number;
  readonly inner: number;
  readonly kernel: number;
  readonly stride: number;
}

/** Addresses of feature maps; the target is overwritten with the gradient of the inputs. */
export interface PoolingMaps {
  readonly inputs: number;
  readonly outputs: number;
  readonly gradients: number;
  readonly target: number;
}

/** Gradient of max pooling along one axis: of equal inputs of a window, the first gets it. */
export function maxGradient(maps: PoolingMaps, pooling: AxisPooling, scratch: Scratch): void {
  const { repeats, size, outSize, inner } = pooling;
  kernels().fillZero({ target: maps.target, bytes: 4 * repeats * size * inner });
  kernels().creditMaxima({
    ...maps,
    windows: scratch.integersOf(windowsOf(pooling)),
    repeats,
    positions: outSize,
    groups: Math.floor(inner / 4),
    rest: inner % 4,
    pixel: 4 * inner,
    repeat: 4 * size * inner,
  });
}

/** [outSize, 2]: bytes before each window, and inputs in it. */
function windowsOf({ size, outSize, inner, kernel, stride }: AxisPooling): Int32Array {
  const before = Math.floor(Math.max((outSize - 1) * stride + kernel - size, 0) / 2);
  return Int32Array.from({ length: 2 * outSize }, (_, index) => {
    const start = Math.floor(index / 2) * stride - before;
    const first = Math.max(start, 0);
    return index % 2 === 0 ? 4 * first * inner : Math.min(start + kernel, size) - first;
  });
}
