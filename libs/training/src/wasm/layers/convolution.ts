import type { Operation } from '@blockqnn/network';
import { conv2d, conv2dTranspose, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { share } from '../backend.js';
import { pixelFilterGradient, pixelProduct } from '../convolutions/pixel-product.js';
import { shortConvolution, shortFilterGradient } from '../convolutions/short-convolution.js';
import { rectifierGradient } from '../elementwise.js';
import { filterGradient } from '../filter-gradient.js';
import { inputAt } from '../input-at.js';
import type { Layer } from '../layer.js';
import type { Parameter } from '../parameter.js';

type Convolution = Extract<Operation, { kind: 'convolution' }>;

interface ConvolutionOptions {
  readonly needsInputGradient: boolean;
  /** Whether negative inputs count as 0; for filters of side 1, 3 or 5 and stride 1. */
  readonly rectifies: boolean;
}

/** "Same" padding, no bias. */
export function convolution(
  operation: Convolution,
  kernel: Parameter,
  { needsInputGradient, rectifies }: ConvolutionOptions,
): Layer {
  const { convolve, inputGradient, writeFilterGradient } = methodOf(operation, kernel, rectifies);
  return {
    infer: (inputs) => convolve(inputAt(inputs, 0)),
    train(inputs) {
      const input = inputAt(inputs, 0);
      const kept = share(input);
      return {
        output: convolve(input),
        kept: [kept],
        backward(gradient) {
          writeFilterGradient(kept, gradient);
          if (!needsInputGradient) return [];
          const slopes = inputGradient(gradient, kept.shape);
          if (!rectifies) return [slopes];
          const through = rectifierGradient(slopes, kept);
          slopes.dispose();
          return [through];
        },
      };
    },
  };
}

/** A way to convolve. */
interface Method {
  readonly convolve: (input: Tensor4D) => Tensor4D;
  readonly inputGradient: (gradient: Tensor4D, inputShape: Tensor4D['shape']) => Tensor4D;
  /** Writes the kernel's gradient. */
  readonly writeFilterGradient: (input: Tensor4D, gradient: Tensor4D) => void;
}

function methodOf(
  { kernel: side, stride, filters }: Convolution,
  kernel: Parameter,
  rectifies: boolean,
): Method {
  const channels = kernel.values.length / (side * side * filters);
  const turnedKernel = (): Float32Array => turned(kernel.values, side, channels, filters);
  if (stride === 1 && side === 1) {
    return {
      convolve: (input) => pixelProduct(input, kernel.values, rectifies),
      inputGradient: (gradient) => pixelProduct(gradient, turnedKernel()),
      writeFilterGradient: (input, gradient) => {
        pixelFilterGradient(input, gradient, kernel.gradient, rectifies);
      },
    };
  }
  if (stride === 1 && (side === 3 || side === 5)) {
    return {
      convolve: (input) => shortConvolution(input, kernel.values, side, rectifies),
      // A convolution with the turned filter.
      inputGradient: (gradient) => shortConvolution(gradient, turnedKernel(), side),
      writeFilterGradient: (input, gradient) => {
        shortFilterGradient(input, gradient, side, kernel.gradient, rectifies);
      },
    };
  }
  const filter = (): Tensor4D => tensor4d(kernel.values, [side, side, channels, filters]);
  return {
    convolve: (input) => tidy(() => conv2d(input, filter(), stride, 'same')),
    inputGradient: (gradient, inputShape) =>
      tidy(() => conv2dTranspose(gradient, filter(), inputShape, stride, 'same')),
    writeFilterGradient: (input, gradient) => {
      filterGradient(input, gradient, side, stride, kernel.gradient);
    },
  };
}

/** [side, side, channels, filters] turned by 180° with its last two dimensions swapped. */
function turned(values: Float32Array, side: number, channels: number, filters: number): Float32Array {
  const result = new Float32Array(values.length);
  const positions = side * side;
  for (let position = 0; position < positions; position += 1) {
    const from = position * channels * filters;
    const to = (positions - 1 - position) * channels * filters;
    for (let channel = 0; channel < channels; channel += 1) {
      for (let filter = 0; filter < filters; filter += 1) {
        result[to + filter * channels + channel] = values[from + channel * filters + filter] ?? 0;
      }
    }
  }
  return result;
}
