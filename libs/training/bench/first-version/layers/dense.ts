import {
  add,
  type Rank,
  matMul,
  reshape,
  sum,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor2D,
  type Tensor4D,
  clone,
} from '@tensorflow/tfjs-core';
import { inputAt } from '../../../src/wasm/input-at.js';
import type { Layer } from '../../../src/wasm/layer.js';
import type { Parameter } from '../../../src/wasm/parameter.js';

/** `x · kernel + bias` on vectors. */
export function dense(kernel: Parameter, bias: Parameter): Layer {
  const units = bias.values.length;
  const channels = kernel.values.length / units;
  const matrix = (): Tensor2D => tensor2d(kernel.values, [channels, units]);
  const rows = (x: Tensor4D): Tensor2D => reshape<Rank.R2>(x, [x.shape[0], x.size / x.shape[0]]);
  const product = (x: Tensor4D): Tensor4D =>
    tidy(() => reshape(add(matMul(rows(x), matrix()), tensor1d(bias.values)), [x.shape[0], 1, 1, units]));
  return {
    infer: (inputs) => product(inputAt(inputs, 0)),
    train(inputs) {
      const input = inputAt(inputs, 0);
      const kept = clone(input);
      return {
        output: product(input),
        kept: [kept],
        backward: (gradient) => [
          tidy(() => {
            kernel.gradient.set(matMul(rows(kept), rows(gradient), true, false).dataSync<'float32'>());
            bias.gradient.set(sum(rows(gradient), 0).dataSync<'float32'>());
            return reshape<Rank.R4>(matMul(rows(gradient), matrix(), false, true), kept.shape);
          }),
        ],
      };
    },
  };
}
