import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { conv2d, memory, relu, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { noise } from '../../../test/contracts/toy-images.js';
import { startBackend } from '../src/wasm/backend.js';
import { createLayer } from '../src/wasm/create-layer.js';
import { filterGradient } from '../src/wasm/filter-gradient.js';
import { createParameter, type Parameter, parametersOf } from '../src/wasm/parameter.js';
import { nodeOf } from './layer-cases.js';

/** So many images that they are worked on in several blocks, the last one smaller. */
const BATCH = 65;
const SHAPES = [
  { what: 'whole tiles and panels', height: 16, width: 16, channels: 8, filters: 16 },
  { what: 'whole tiles, parts of panels', height: 8, width: 8, channels: 4, filters: 12 },
  { what: 'odd sizes', height: 13, width: 15, channels: 7, filters: 9 },
];

describe('convolutions over many images', () => {
  before(startBackend);

  for (const side of [1, 3, 5]) {
    for (const { what, height, width, channels, filters } of SHAPES) {
      test(`${side}×${side}, ${what}: as the backend's, in blocks, with a ReLU before them`, () => {
        const tensorsBefore = memory().numTensors;
        const random = noise(side);
        const draw = (...shape: [number, number, number, number]): Tensor4D => {
          const size = shape.reduce((product, length) => product * length, 1);
          return tensor4d(
            Float32Array.from({ length: size }, () => 2 * random() - 1),
            shape,
          );
        };
        const input = draw(BATCH, height, width, channels);
        const gradient = draw(BATCH, height, width, filters);
        const filter = draw(side, side, channels, filters);
        const { layer, kernel } = rectifying(side, channels, filters);
        kernel.values.set(filter.dataSync<'float32'>());

        const rectified = relu(input);
        const expected = tidy(() => conv2d(rectified, filter, 1, 'same'));
        const inferred = layer.infer([input]);
        const { output, kept, backward } = layer.train([input]);
        assertAgree(inferred, expected.dataSync<'float32'>(), 'inference');
        assertAgree(output, expected.dataSync<'float32'>(), 'output');

        const [inputGradient] = backward(gradient);
        assert.ok(inputGradient);
        const slopes = new Float32Array(kernel.values.length);
        filterGradient(rectified, gradient, side, 1, slopes);
        // Thousands of tiles are summed before the points come together: that costs Winograd's algorithm a digit.
        assertAgree(kernel.gradient, slopes, 'gradient of the filter', 1e-4);
        assertDerivative(inputGradient, input, gradient, (x) =>
          tidy(() => conv2d(relu(x), filter, 1, 'same')),
        );
        const all = [input, gradient, filter, rectified, expected, inferred, output, inputGradient, ...kept];
        for (const tensor of all) tensor.dispose();
        assert.equal(memory().numTensors, tensorsBefore, 'tensors left over');
      });
    }
  }
});

function rectifying(
  side: number,
  channels: number,
  filters: number,
): { readonly layer: ReturnType<typeof createLayer>; readonly kernel: Parameter } {
  const node = nodeOf({
    operation: { kind: 'convolution', kernel: side, stride: 1, filters },
    inputs: [],
    weights: { kernel: [side, side, channels, filters] },
  });
  const parameters = new Map(node.weights.map((spec) => [spec.name, createParameter(spec)]));
  const [kernel] = parameters.values();
  assert.ok(kernel);
  return { layer: createLayer(node, parametersOf(node, parameters), true, true), kernel };
}

/** Within a share of the largest value. */
function assertAgree(
  actual: Tensor4D | Float32Array,
  expected: Float32Array,
  what: string,
  tolerance = 1e-5,
): void {
  const values = actual instanceof Float32Array ? actual : actual.dataSync<'float32'>();
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  assert.equal(values.length, expected.length, what);
  for (const [index, value] of expected.entries()) {
    const error = Math.abs((values[index] ?? Number.NaN) - value);
    assert.ok(error <= tolerance * scale, `${what}[${index}]: ${values[index]}, expected ${value}`);
  }
}

/** Σ output · gradient changes with a step along the input's gradient as that says; a positive input stays so. */
function assertDerivative(
  inputGradient: Tensor4D,
  input: Tensor4D,
  gradient: Tensor4D,
  run: (x: Tensor4D) => Tensor4D,
): void {
  const values = input.dataSync<'float32'>();
  const slopes = inputGradient.dataSync<'float32'>();
  const step = 0.02;
  // Only where the ReLU has no bend between.
  const moved = values.map((value, i) =>
    Math.abs(value) > step ? value + step * Math.sign(slopes[i] ?? 0) : value,
  );
  const predicted = moved.reduce((sum, value, i) => sum + (value - (values[i] ?? 0)) * (slopes[i] ?? 0), 0);
  const weights = gradient.dataSync<'float32'>();
  const total = (x: Float32Array): number =>
    tidy(() => run(tensor4d(x, input.shape)).dataSync<'float32'>()).reduce(
      (sum, value, i) => sum + value * (weights[i] ?? 0),
      0,
    );
  const actual = total(moved) - total(values);
  assert.ok(Math.abs(actual - predicted) <= 1e-3 * Math.abs(predicted), `${actual}, predicted ${predicted}`);
  for (const [i, value] of values.entries()) {
    if (value <= 0) assert.equal(Math.abs(slopes[i] ?? 1), 0, 'gradient of what the ReLU blanks');
  }
}
