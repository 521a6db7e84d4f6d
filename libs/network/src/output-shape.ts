import type { FeatureShape, Operation } from './layer-graph.js';

/** Shape of what an operation makes of inputs of the given shapes. "Same" padding: a stride divides, rounding up. */
export function outputShape(
  operation: Exclude<Operation, { kind: 'input' }>,
  inputs: readonly FeatureShape[],
): FeatureShape {
  const first = inputs[0];
  if (!first) throw new RangeError(`inputs of ${operation.kind}: at least 1`);
  switch (operation.kind) {
    case 'rescale':
    case 'relu':
    case 'batchNormalisation':
    case 'softmax':
    case 'add':
      return first;
    case 'convolution':
      return { ...strided(first, operation.stride), channels: operation.filters };
    case 'maxPooling':
    case 'averagePooling':
      return { ...strided(first, operation.stride), channels: first.channels };
    case 'concat':
      return { ...first, channels: inputs.reduce((sum, { channels }) => sum + channels, 0) };
    case 'globalAveragePooling':
      return { height: 1, width: 1, channels: first.channels };
    case 'dense':
      return { height: 1, width: 1, channels: operation.units };
  }
}

function strided({ height, width }: FeatureShape, stride: number): Pick<FeatureShape, 'height' | 'width'> {
  return { height: Math.ceil(height / stride), width: Math.ceil(width / stride) };
}
