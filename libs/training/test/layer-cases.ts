import assert from 'node:assert/strict';
import type { GraphNode, Operation, WeightSpec } from '@blockqnn/network';
import {
  type FeatureMap,
  featureMap,
  type LayerWeights,
  plainLayer,
} from '../../../test/contracts/plain-layers.js';
import { noise } from '../../../test/contracts/toy-images.js';

type Shape = FeatureMap['shape'];

export interface LayerCase {
  readonly operation: Operation;
  readonly inputs: readonly Shape[];
  readonly weights?: Partial<Record<WeightSpec['role'], readonly number[]>>;
}

/** Every operation with each way that an engine might treat it, ugly sizes included. */
export const LAYER_CASES: Readonly<Record<string, LayerCase>> = {
  relu: { operation: { kind: 'relu' }, inputs: [[2, 3, 3, 2]] },
  'convolution 1×1': {
    operation: { kind: 'convolution', kernel: 1, stride: 1, filters: 5 },
    inputs: [[3, 4, 5, 3]],
    weights: { kernel: [1, 1, 3, 5] },
  },
  'convolution 3×3': {
    operation: { kind: 'convolution', kernel: 3, stride: 1, filters: 3 },
    inputs: [[3, 4, 5, 2]],
    weights: { kernel: [3, 3, 2, 3] },
  },
  'convolution 3×3, whole tiles and panels': {
    operation: { kind: 'convolution', kernel: 3, stride: 1, filters: 8 },
    inputs: [[2, 4, 8, 4]],
    weights: { kernel: [3, 3, 4, 8] },
  },
  'convolution 5×5, whole tiles and panels': {
    operation: { kind: 'convolution', kernel: 5, stride: 1, filters: 8 },
    inputs: [[1, 2, 4, 4]],
    weights: { kernel: [5, 5, 4, 8] },
  },
  'convolution 5×5 on an image smaller than itself': {
    operation: { kind: 'convolution', kernel: 5, stride: 1, filters: 2 },
    inputs: [[2, 2, 3, 2]],
    weights: { kernel: [5, 5, 2, 2] },
  },
  'convolution 3×3 with stride 2, even size': {
    operation: { kind: 'convolution', kernel: 3, stride: 2, filters: 2 },
    inputs: [[2, 6, 4, 3]],
    weights: { kernel: [3, 3, 3, 2] },
  },
  'convolution 7×7 with stride 2, odd size': {
    operation: { kind: 'convolution', kernel: 7, stride: 2, filters: 2 },
    inputs: [[2, 7, 9, 1]],
    weights: { kernel: [7, 7, 1, 2] },
  },
  'convolution 1×1 with stride 2': {
    operation: { kind: 'convolution', kernel: 1, stride: 2, filters: 2 },
    inputs: [[2, 5, 4, 2]],
    weights: { kernel: [1, 1, 2, 2] },
  },
  'batch normalisation': {
    operation: { kind: 'batchNormalisation' },
    inputs: [[4, 3, 2, 3]],
    weights: { gamma: [3], beta: [3], movingMean: [3], movingVariance: [3] },
  },
  'max pooling 3×3': { operation: { kind: 'maxPooling', kernel: 3, stride: 1 }, inputs: [[2, 5, 4, 3]] },
  'max pooling 1×1': { operation: { kind: 'maxPooling', kernel: 1, stride: 1 }, inputs: [[2, 3, 2, 3]] },
  'max pooling 2×2 with stride 2, odd size': {
    operation: { kind: 'maxPooling', kernel: 2, stride: 2 },
    inputs: [[2, 5, 4, 3]],
  },
  'max pooling 3×3 with stride 2': {
    operation: { kind: 'maxPooling', kernel: 3, stride: 2 },
    inputs: [[2, 6, 5, 2]],
  },
  'average pooling 3×3': {
    operation: { kind: 'averagePooling', kernel: 3, stride: 1 },
    inputs: [[2, 5, 4, 3]],
  },
  'average pooling 2×2 with stride 2': {
    operation: { kind: 'averagePooling', kernel: 2, stride: 2 },
    inputs: [[2, 4, 6, 3]],
  },
  add: {
    operation: { kind: 'add' },
    inputs: [
      [2, 3, 2, 3],
      [2, 3, 2, 3],
    ],
  },
  'concat of few channels': {
    operation: { kind: 'concat' },
    inputs: [
      [2, 3, 2, 3],
      [2, 3, 2, 1],
      [2, 3, 2, 2],
    ],
  },
  'concat of many channels': {
    operation: { kind: 'concat' },
    inputs: [
      [2, 1, 2, 40],
      [2, 1, 2, 33],
    ],
  },
  'global average pooling': { operation: { kind: 'globalAveragePooling' }, inputs: [[3, 4, 5, 2]] },
  dense: {
    operation: { kind: 'dense', units: 4 },
    inputs: [[3, 1, 1, 5]],
    weights: { kernel: [5, 4], bias: [4] },
  },
};

/** What a layer has to compute, in float64 from the definitions. */
export interface Yardstick {
  readonly node: GraphNode;
  readonly inputs: readonly FeatureMap[];
  /** By role. */
  readonly weights: ReadonlyMap<WeightSpec['role'], Float32Array>;
  readonly inferred: FeatureMap;
  /** When training: with batch statistics. */
  readonly output: FeatureMap;
  /** Gradients are those of `Σ output · direction`. */
  readonly direction: FeatureMap;
  readonly inputGradients: readonly FeatureMap[];
  /** Of trained weights, by role. */
  readonly weightGradients: ReadonlyMap<WeightSpec['role'], Float64Array>;
}

/** Random inputs, weights and direction, and what follows from them; gradients by central differences. */
export function yardstickOf(layerCase: LayerCase): Yardstick {
  const random = noise(7);
  const draw = (): number => 2 * random() - 1;
  const inputs = layerCase.inputs.map((shape) => featureMap(shape, draw));
  const node = nodeOf(layerCase);
  const weights = new Map(
    node.weights.map(({ role, shape }) => {
      const size = shape.reduce((product, side) => product * side, 1);
      const value = (): number => (role === 'movingVariance' ? 1 + random() : draw());
      return [role, Float32Array.from({ length: size }, value)];
    }),
  );
  const plainWeights = new Map([...weights].map(([role, values]) => [role, Float64Array.from(values)]));
  const byRole: LayerWeights = Object.fromEntries(plainWeights);
  const run = (): FeatureMap => plainLayer(node.operation, inputs, byRole, {});
  const output = run();
  const direction = { shape: output.shape, values: output.values.map(draw) };
  const slopeOf = (values: Float64Array): Float64Array =>
    slopes(values, () => dot(run().values, direction.values));
  return {
    node,
    inputs,
    weights,
    inferred: plainLayer(node.operation, inputs, byRole),
    output,
    direction,
    inputGradients: inputs.map(({ shape, values }) => ({ shape, values: slopeOf(values) })),
    weightGradients: new Map(
      node.weights
        .filter(({ trainable }) => trainable)
        .map(({ role }) => [role, slopeOf(plainWeights.get(role) ?? new Float64Array())]),
    ),
  };
}

export function nodeOf({ operation, weights = {} }: LayerCase): GraphNode {
  return {
    id: 'layer',
    operation,
    inputs: [],
    shape: { height: 1, width: 1, channels: 1 },
    weights: Object.entries(weights).map(([role, shape]) => ({
      name: `layer/${role}`,
      role: role as WeightSpec['role'],
      shape,
      trainable: !role.startsWith('moving'),
    })),
  };
}

/** Within 2e-5 of the largest value, or of 1. */
export function assertCloseTo(
  actual: Float32Array | undefined,
  expected: Float64Array | undefined,
  what: string,
): void {
  assert.ok(actual && expected, what);
  assert.equal(actual.length, expected.length, what);
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (const [index, value] of expected.entries()) {
    const error = Math.abs((actual[index] ?? Number.NaN) - value);
    assert.ok(error <= 2e-5 * scale, `${what}[${index}]: ${actual[index]}, expected ${value}`);
  }
}

function slopes(values: Float64Array, measure: () => number): Float64Array {
  const difference = 1e-5;
  return values.map((value, index) => {
    values[index] = value + difference;
    const above = measure();
    values[index] = value - difference;
    const below = measure();
    values[index] = value;
    return (above - below) / (2 * difference);
  });
}

function dot(left: Float64Array, right: Float64Array): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}
