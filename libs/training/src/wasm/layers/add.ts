import type { Tensor4D } from '@tensorflow/tfjs-core';
import { share } from '../backend.js';
import { addMaps } from '../elementwise.js';
import { inputAt } from '../input-at.js';
import type { Layer } from '../layer.js';

export function add(): Layer {
  return {
    infer: sumOf,
    train: (inputs) => ({
      output: sumOf(inputs),
      kept: [],
      backward: (gradient) => inputs.map(() => share(gradient)),
    }),
  };
}

function sumOf(inputs: readonly Tensor4D[]): Tensor4D {
  let sum = share(inputAt(inputs, 0));
  for (const input of inputs.slice(1)) {
    const next = addMaps(sum, input);
    sum.dispose();
    sum = next;
  }
  return sum;
}
