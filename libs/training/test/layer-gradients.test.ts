import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { memory, tensor4d } from '@tensorflow/tfjs-core';
import { startBackend } from '../src/wasm/backend.js';
import { createLayer } from '../src/wasm/create-layer.js';
import { createParameter, type Parameter, parametersOf } from '../src/wasm/parameter.js';
import { assertCloseTo, LAYER_CASES, type LayerCase, nodeOf, yardstickOf } from './layer-cases.js';

describe('layers of the wasm engine', () => {
  before(startBackend);

  for (const [name, layerCase] of Object.entries(LAYER_CASES)) {
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

function checkLayer(layerCase: LayerCase): void {
  const expected = yardstickOf(layerCase);
  const { node, inputs, direction } = expected;
  const parameters = new Map(node.weights.map((spec) => [spec.name, createParameter(spec)]));
  for (const { spec, values } of parameters.values()) values.set(expected.weights.get(spec.role) ?? []);
  const layer = createLayer(node, parametersOf(node, parameters), true);
  const tensors = inputs.map(({ shape, values }) => tensor4d([...values], [...shape]));
  const inferred = layer.infer(tensors);
  assertCloseTo(inferred.dataSync<'float32'>(), expected.inferred.values, 'inference');

  const { output, kept, backward } = layer.train(tensors);
  assert.deepEqual(output.shape, [...expected.output.shape]);
  assertCloseTo(output.dataSync<'float32'>(), expected.output.values, 'output');

  const directionTensor = tensor4d([...direction.values], [...direction.shape]);
  const inputGradients = backward(directionTensor);
  assert.equal(inputGradients.length, inputs.length);
  for (const [index, { values, shape }] of expected.inputGradients.entries()) {
    assert.deepEqual(inputGradients[index]?.shape, [...shape]);
    assertCloseTo(inputGradients[index].dataSync<'float32'>(), values, `gradient of input ${index}`);
  }
  for (const { spec, gradient } of parameters.values()) {
    if (!spec.trainable) continue;
    assertCloseTo(gradient, expected.weightGradients.get(spec.role), `gradient of ${spec.role}`);
  }
  for (const tensor of [...tensors, inferred, output, directionTensor, ...kept, ...inputGradients])
    tensor.dispose();
  layer.dispose?.();
}

const noParameters = (): Parameter => {
  throw new RangeError('has none');
};
