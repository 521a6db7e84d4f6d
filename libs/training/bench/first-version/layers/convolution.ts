import type { Operation } from '@blockqnn/network';
import { clone, conv2d, conv2dTranspose, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { filterGradient } from '../../../src/wasm/filter-gradient.js';
import { inputAt } from '../../../src/wasm/input-at.js';
import type { Layer } from '../../../src/wasm/layer.js';
import type { Parameter } from '../../../src/wasm/parameter.js';

/** "Same" padding, no bias. */
export function convolution(
  { kernel: side, stride, filters }: Extract<Operation, { kind: 'convolution' }>,
  kernel: Parameter,
  needsInputGradient: boolean,
): Layer {
  const channels = kernel.values.length / (side * side * filters);
  const convolve = (input: Tensor4D): Tensor4D =>
    tidy(() => conv2d(input, tensor4d(kernel.values, [side, side, channels, filters]), stride, 'same'));

  const inputGradient = (gradient: Tensor4D, inputShape: Tensor4D['shape']): Tensor4D =>
    tidy(() => {
      if (stride > 1) {
        const filter = tensor4d(kernel.values, [side, side, channels, filters]);
        return conv2dTranspose(gradient, filter, inputShape, stride, 'same');
      }
      // A convolution with the turned filter: far faster than the backend's own kernel for this.
      return conv2d(
        gradient,
        tensor4d(turned(kernel.values, side, channels, filters), [side, side, filters, channels]),
        1,
        'same',
      );
    });

  return {
    infer: (inputs) => convolve(inputAt(inputs, 0)),
    train(inputs) {
      const input = inputAt(inputs, 0);
      const kept = clone(input);
      return {
        output: convolve(input),
        kept: [kept],
        backward(gradient) {
          filterGradient(kept, gradient, side, stride, kernel.gradient);
          return needsInputGradient ? [inputGradient(gradient, kept.shape)] : [];
        },
      };
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
