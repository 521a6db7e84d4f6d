import type { Operation } from '@blockqnn/network';
import { maxPool, type Tensor4D } from '@tensorflow/tfjs-core';
import { addressOf, share, uninitialised } from '../backend.js';
import { inputAt } from '../input-at.js';
import type { Layer } from '../layer.js';
import { maxGradient } from '../max-gradient.js';
import { Scratch } from '../scratch.js';

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
      const input = share(inputAt(inputs, 0));
      const rows = poolRows(input);
      const pooled = poolColumns(rows);
      const output = share(pooled);
      return {
        output,
        kept: [input, rows, pooled],
        backward: (gradient) => [inputGradient(input, rows, pooled, gradient)],
      };
    },
  };

  function inputGradient(input: Tensor4D, rows: Tensor4D, pooled: Tensor4D, gradient: Tensor4D): Tensor4D {
    const [batch, height, width, channels] = input.shape;
    const [, outHeight, outWidth] = pooled.shape;
    using scratch = new Scratch();
    const rowGradient = scratch.floats(rows.size);
    const result = uninitialised(input.shape);
    maxGradient(
      {
        inputs: addressOf(rows),
        outputs: addressOf(pooled),
        gradients: addressOf(gradient),
        target: rowGradient,
      },
      {
        repeats: batch,
        size: height,
        outSize: outHeight,
        inner: outWidth * channels,
        kernel,
        stride,
      },
      scratch,
    );
    maxGradient(
      {
        inputs: addressOf(input),
        outputs: addressOf(rows),
        gradients: rowGradient,
        target: addressOf(result),
      },
      { repeats: batch * height, size: width, outSize: outWidth, inner: channels, kernel, stride },
      scratch,
    );
    return result;
  }
}
