import { share } from '../backend.js';
import { rectified, rectifierGradient } from '../elementwise.js';
import { inputAt } from '../input-at.js';
import type { Layer } from '../layer.js';

export function relu(): Layer {
  return {
    infer: (inputs) => rectified(inputAt(inputs, 0)),
    train(inputs) {
      const input = share(inputAt(inputs, 0));
      return {
        output: rectified(input),
        kept: [input],
        backward: (gradient) => [rectifierGradient(gradient, input)],
      };
    },
  };
}
