import { avgPool, fill, mul, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { inputAt } from '../input-at.js';
import type { Layer } from '../layer.js';

export function globalAveragePooling(): Layer {
  const pool = (x: Tensor4D): Tensor4D => avgPool(x, [x.shape[1], x.shape[2]], 1, 'valid');
  return {
    infer: (inputs) => pool(inputAt(inputs, 0)),
    train(inputs) {
      const input = inputAt(inputs, 0);
      const [, height, width] = input.shape;
      return {
        output: pool(input),
        kept: [],
        backward: (gradient) => [
          tidy(() => mul(gradient, fill([1, height, width, 1], 1 / (height * width)))),
        ],
      };
    },
  };
}
