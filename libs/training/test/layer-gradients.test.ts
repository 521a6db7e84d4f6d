import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { GraphNode, Operation, WeightSpec } from '@blockqnn/network';
import { memory, tensor4d } from '@tensorflow/tfjs-core';
import {
  type FeatureMap,
  featureMap,
  type LayerWeights,
  plainLayer,
} from '../../../test/contracts/plain-layers.js';
import { noise } from '../../../test/contracts/toy-images.js';
import { startBackend } from '../src/wasm/backend.js';
import { createLayer } from '../src/wasm/create-layer.js';
import { createParameter, type Parameter, parametersOf } from '../src/wasm/parameter.js';

type Shape = FeatureMap['shape'];

interface GradientCase {
  readonly operation: Operation;
  readonly inputs: readonly Shape[];
  readonly weights?: Partial<Record<WeightSpec['role'], readonly number[]>>;
}

const CASES: Record<string, GradientCase> = {
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

describe('layers in TensorFlow.js operations', () => {
  before(startBackend);

  for (const [name, layerCase] of Object.entries(CASES)) {
    test(`${name}: output and gradients are those of the definition`, () => {
      const tensorsBefore = memory().numTensors;
      checkLayer(layerCase);
      assert.equal(memory().numTensors, tensorsBefore, 'tensors left over');
    });
  }

  test('max pooling credits the first of equal pixels, row by row, and zeros of either sign', () => {
    for (const zero of [0, -0]) {
      const layer = createLayer(
        nodeOf({ operation: { kind: 'maxPooling', kernel: 3, stride: 1 }, inputs: [] }),
        noParameters,
        true,
      );
      const input = tensor4d([0, zero, 0, 0], [1, 2, 2, 1]);
      const { output, kept, backward } = layer.train([input]);
      const gradient = tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
      const [inputGradient] = backward(gradient);
      const total = [...(inputGradient?.dataSync() ?? [])].reduce((sum, value) => sum + value, 0);
      assert.equal(total, 10, 'no gradient is lost');
      if (Object.is(zero, 0)) assert.deepEqual([...(inputGradient?.dataSync() ?? [])], [10, 0, 0, 0]);
      for (const tensor of [input, output, gradient, inputGradient, ...kept]) tensor?.dispose();
    }
  });
});

/** Compares with central differences of `Σ output · direction` in float64. */
function checkLayer(layerCase: GradientCase): void {
  const random = noise(7);
  const draw = (): number => 2 * random() - 1;
  const inputs = layerCase.inputs.map((shape) => featureMap(shape, draw));
  const node = nodeOf(layerCase);
  const parameters = new Map(node.weights.map((spec) => [spec.name, createParameter(spec)]));
  for (const { spec, values } of parameters.values()) {
    values.forEach((_, i) => {
      values[i] = spec.role === 'movingVariance' ? 1 + random() : draw();
    });
  }
  const layer = createLayer(node, parametersOf(node, parameters), true);
  const tensors = inputs.map(({ shape, values }) => tensor4d([...values], [...shape]));
  const inferred = layer.infer(tensors);
  assertClose(
    inferred.dataSync<'float32'>(),
    plainLayer(node.operation, inputs, weightsOf(parameters)).values,
    'inference',
  );

  const { output, kept, backward } = layer.train(tensors);
  const run = (): FeatureMap => plainLayer(node.operation, inputs, weightsOf(parameters, plainValues), {});
  const plainValues = new Map([...parameters].map(([name, { values }]) => [name, Float64Array.from(values)]));
  const expected = run();
  assert.deepEqual(output.shape, [...expected.shape]);
  assertClose(output.dataSync<'float32'>(), expected.values, 'output');

  const direction = expected.values.map(draw);
  const directionTensor = tensor4d([...direction], [...expected.shape]);
  const inputGradients = backward(directionTensor);
  assert.equal(inputGradients.length, inputs.length);
  const slopeOf = (values: Float64Array): Float64Array => slopes(values, () => dot(run().values, direction));
  for (const [index, { values, shape }] of inputs.entries()) {
    assert.deepEqual(inputGradients[index]?.shape, [...shape]);
    assertClose(inputGradients[index].dataSync<'float32'>(), slopeOf(values), `gradient of input ${index}`);
  }
  for (const { spec, gradient } of parameters.values()) {
    const values = plainValues.get(spec.name);
    if (spec.trainable && values) assertClose(gradient, slopeOf(values), `gradient of ${spec.role}`);
  }
  for (const tensor of [...tensors, inferred, output, directionTensor, ...kept, ...inputGradients])
    tensor.dispose();
  layer.dispose?.();
}

const noParameters = (): Parameter => {
  throw new RangeError('has none');
};

function nodeOf({ operation, weights = {} }: GradientCase): GraphNode {
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

function weightsOf(
  parameters: ReadonlyMap<string, Parameter>,
  values?: ReadonlyMap<string, Float64Array>,
): LayerWeights {
  return Object.fromEntries(
    [...parameters.values()].map(({ spec, values: own }) => [
      spec.role,
      values?.get(spec.name) ?? Float64Array.from(own),
    ]),
  );
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

function assertClose(actual: Float32Array | undefined, expected: Float64Array, what: string): void {
  assert.ok(actual, what);
  assert.equal(actual.length, expected.length, what);
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (const [index, value] of expected.entries()) {
    const error = Math.abs((actual[index] ?? Number.NaN) - value);
    assert.ok(error <= 2e-5 * scale, `${what}[${index}]: ${actual[index]}, expected ${value}`);
  }
}
