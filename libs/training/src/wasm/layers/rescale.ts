import type { Operation } from '@blockqnn/network';
import { add, mul, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { inputAt } from '../input-at.js';
import type { Layer } from '../layer.js';

/** Reads images, so there is no way back. */
export function rescale({ scale, offset }: Extract<Operation, { kind: 'rescale' }>): Layer {
  const infer = (inputs: readonly Tensor4D[]): Tensor4D =>
    tidy(() => add(mul(inputAt(inputs, 0), scale), offset));
  return {
    infer,
    train: (inputs) => ({ output: infer(inputs), kept: [], backward: () => [] }),
  };
}
