import { clone, mul, relu as positive, step, tidy } from '@tensorflow/tfjs-core';
import type { Layer } from '../../../src/wasm/layer.js';
import { inputAt } from '../../../src/wasm/input-at.js';

export function relu(): Layer {
  return {
    infer: (inputs) => positive(inputAt(inputs, 0)),
    train(inputs) {
      const output = positive(inputAt(inputs, 0));
      const kept = clone(output);
      return {
        output,
        kept: [kept],
        // 0 at 0, as everywhere.
        backward: (gradient) => [tidy(() => mul(gradient, step(kept)))],
      };
    },
  };
}
