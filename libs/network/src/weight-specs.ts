import type { Operation, WeightSpec } from './layer-graph.js';

/** The weights of a node that reads `channels` channels. */
export function weightSpecs(node: string, operation: Operation, channels: number): WeightSpec[] {
  switch (operation.kind) {
    case 'convolution':
      return [spec(node, 'kernel', [operation.kernel, operation.kernel, channels, operation.filters])];
    case 'dense':
      return [spec(node, 'kernel', [channels, operation.units]), spec(node, 'bias', [operation.units])];
    case 'batchNormalisation':
      return [
        spec(node, 'gamma', [channels]),
        spec(node, 'beta', [channels]),
        spec(node, 'movingMean', [channels]),
        spec(node, 'movingVariance', [channels]),
      ];
    case 'input':
    case 'rescale':
    case 'relu':
    case 'maxPooling':
    case 'averagePooling':
    case 'add':
    case 'concat':
    case 'globalAveragePooling':
    case 'softmax':
      return [];
  }
}

/** Number of values in a weight tensor. */
export function weightSize(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

function spec(node: string, role: WeightSpec['role'], shape: readonly number[]): WeightSpec {
  return {
    name: `${node}/${role}`,
    role,
    shape,
    trainable: role !== 'movingMean' && role !== 'movingVariance',
  };
}
