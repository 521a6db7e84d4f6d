import type { Operation } from '@blockqnn/network';
import { clone, maxPool, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { heapView, uninitialised } from '../../../src/wasm/backend.js';
import { inputAt } from '../../../src/wasm/input-at.js';
import type { Layer } from '../../../src/wasm/layer.js';
import { creditMaxima } from '../credit-maxima.js';

/**
 * "Same" padding. The largest of each row of the window is taken first, then the largest of these, so
 * the way back has two short searches; of equal pixels the first, row by row, gets the gradient.
 */
export function maxPooling({ kernel, stride }: Extract<Operation, { kind: 'maxPooling' }>): Layer {
  const poolRows = (x: Tensor4D): Tensor4D => maxPool(x, [1, kernel], [1, stride], 'same');
  const poolColumns = (rows: Tensor4D): Tensor4D => maxPool(rows, [kernel, 1], [stride, 1], 'same');

  return {
    infer: (inputs) => maxPool(inputAt(inputs, 0), kernel, stride, 'same'),
    train(inputs) {
      const input = clone(inputAt(inputs, 0));
      const rows = poolRows(input);
      const pooled = poolColumns(rows);
      const output = clone(pooled);
      return {
        output,
        kept: [input, rows, pooled],
        backward: (gradient) => [tidy(() => inputGradient(input, rows, pooled, gradient))],
      };
    },
  };

  function inputGradient(input: Tensor4D, rows: Tensor4D, pooled: Tensor4D, gradient: Tensor4D): Tensor4D {
    const [batch, height, width, channels] = input.shape;
    const [, outHeight, outWidth] = pooled.shape;
    const rowGradient = uninitialised(rows.shape);
    const result = uninitialised(input.shape);
    creditMaxima(heapView(rows), heapView(pooled), heapView(gradient), heapView(rowGradient), {
      repeats: batch,
      size: height,
      outSize: outHeight,
      inner: outWidth * channels,
      kernel,
      stride,
    });
    creditMaxima(heapView(input), heapView(rows), heapView(rowGradient), heapView(result), {
      repeats: batch * height,
      size: width,
      outSize: outWidth,
      inner: channels,
      kernel,
      stride,
    });
    return result;
  }
}
