import type { Tensor4D } from '@tensorflow/tfjs-core';

/** The n-th input of a layer. @throws RangeError where the graph gives the layer too few */
export function inputAt(inputs: readonly Tensor4D[], index: number): Tensor4D {
  const input = inputs[index];
  if (!input) throw new RangeError(`inputs: a layer needs at least ${index + 1}; got ${inputs.length}`);
  return input;
}
