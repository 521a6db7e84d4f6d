import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { WeightSpec } from '@blockqnn/network';
import { OutOfMemoryError } from '@blockqnn/training';
import { CompiledGraph, type Feed } from '../src/native/compiled-graph.js';
import { DataflowGraph, type Tensor } from '../src/native/dataflow-graph.js';
import { gradients } from '../src/native/differentiation.js';
import { layer } from '../src/native/forward-pass.js';
import type { NativeBinding } from '../src/native/native-binding.js';
import {
  compute,
  crossEntropy,
  integers,
  multiply,
  relu,
  scalar,
  split,
  sum,
} from '../src/native/operations.js';
import { DATA_TYPES } from '../src/native/saved-model.js';
import { assertCloseTo, LAYER_CASES, type LayerCase, yardstickOf } from './layer-cases.js';
import { withNativeBinding } from './native-binding.js';

withNativeBinding('gradients in a TensorFlow graph', (binding) => {
  describe('layers in TensorFlow operations', () => {
    for (const [name, layerCase] of Object.entries(LAYER_CASES)) {
      test(`${name}: output and gradients are those of the definition`, () => {
        checkLayer(binding(), layerCase);
      });
    }

    test('cross-entropy: loss and gradient are those of the definition', () => {
      const graph = new DataflowGraph();
      const logits = graph.placeholder('logits', 'float', [-1, 3]);
      const labels = graph.placeholder('labels', 'int32', [-1]);
      const weights = graph.placeholder('weights', 'float', [-1]);
      const losses = crossEntropy(graph, logits, labels);
      const rows = [
        [1, 2, 3],
        [0.5, -0.5, 0],
      ] as const;
      const [actual, gradient] = runIn(
        binding(),
        graph,
        [
          { placeholder: logits, shape: [2, 3], values: Float32Array.from(rows.flat()) },
          { placeholder: labels, shape: [2], values: Int32Array.of(2, 1) },
          { placeholder: weights, shape: [2], values: Float32Array.of(1, -2) },
        ],
        [losses, ...gradients(graph, losses, weights, [logits])],
      );
      const softmax = rows.map((row) => {
        const powers = row.map((value) => Math.exp(value));
        return powers.map((power) => power / powers.reduce((total, value) => total + value));
      });
      const [first = [], second = []] = softmax;
      assertCloseTo(actual, Float64Array.of(-Math.log(first[2] ?? 0), -Math.log(second[1] ?? 0)), 'losses');
      const expected = [
        ...first.map((share, label) => share - (label === 2 ? 1 : 0)),
        ...second.map((share, label) => -2 * (share - (label === 1 ? 1 : 0))),
      ];
      assertCloseTo(gradient, Float64Array.from(expected), 'gradient');
    });

    test('max pooling credits the first of equal pixels, row by row', () => {
      const graph = new DataflowGraph();
      const input = graph.placeholder('input', 'float', [-1, 2, 2, 1]);
      const direction = graph.placeholder('direction', 'float', [-1, 2, 2, 1]);
      const pooling = { kind: 'maxPooling', kernel: 3, stride: 1 } as const;
      const output = layer(graph, yardstickOf({ operation: pooling, inputs: [[1, 2, 2, 1]] }).node, [input], {
        weightOf: noWeight,
        isTraining: true,
        onStatistics: () => undefined,
      });
      const shape = [1, 2, 2, 1];
      const [gradient] = runIn(
        binding(),
        graph,
        [
          { placeholder: input, shape, values: new Float32Array(4) },
          { placeholder: direction, shape, values: Float32Array.of(1, 2, 3, 4) },
        ],
        gradients(graph, output, direction, [input]),
      );
      assert.deepEqual([...(gradient ?? [])], [10, 0, 0, 0]);
    });

    test('gradients of all readers are added up, and parts that nothing reads count as 0', () => {
      const graph = new DataflowGraph();
      const input = graph.placeholder('input', 'float', [5]);
      const direction = graph.placeholder('direction', 'float', [2]);
      const [head, middle] = split(graph, input, [2, 2, 1], 0);
      assert.ok(head && middle);
      // The graph makes one node of both.
      const output = sum(graph, [relu(graph, head), relu(graph, head), sum(graph, [head, middle])]);
      const [gradient] = runIn(
        binding(),
        graph,
        [
          { placeholder: input, shape: [5], values: Float32Array.of(1, -1, 4, 5, 6) },
          { placeholder: direction, shape: [2], values: Float32Array.of(10, 100) },
        ],
        gradients(graph, output, direction, [input]),
      );
      assert.deepEqual([...(gradient ?? [])], [30, 100, 10, 100, 0]);
      assert.equal(graph.nodes.filter(({ op }) => op === 'Relu').length, 1);
    });
  });
});

withNativeBinding('memory of TensorFlow', (binding) => {
  test('memory that is not to be had is said so', () => {
    const graph = new DataflowGraph();
    const value = graph.placeholder('value', 'float', []);
    const side = 2 ** 21;
    // 16 TiB
    const attributes = { index_type: { type: DATA_TYPES.int32 } };
    const huge = compute(graph, 'Fill', [integers(graph, [side, side]), value], [side, side], attributes);
    const feed = { placeholder: value, shape: [], values: Float32Array.of(1) };
    assert.throws(() => runIn(binding(), graph, [feed], [huge]), OutOfMemoryError);
  });
});

describe('differentiation', () => {
  test('refuses an operation without a rule, and a source that the output does not depend on', () => {
    const graph = new DataflowGraph();
    const input = graph.placeholder('input', 'float', [2]);
    const other = graph.placeholder('other', 'float', [2]);
    const root = compute(graph, 'Sqrt', [input], [2]);
    assert.throws(() => gradients(graph, root, input, [input]), /Sqrt: has no gradient rule/);
    const halved = relu(graph, multiply(graph, input, scalar(graph, 0.5)));
    assert.throws(() => gradients(graph, halved, input, [other]), /other: .* does not depend/);
  });
});

function checkLayer(binding: NativeBinding, layerCase: LayerCase): void {
  const expected = yardstickOf(layerCase);
  const graph = new DataflowGraph();
  const feeds: Feed[] = [];
  const given = (name: string, shape: readonly number[], values: Float32Array, isBatch: boolean): Tensor => {
    const placeholder = graph.placeholder(name, 'float', isBatch ? shape.with(0, -1) : shape);
    feeds.push({ placeholder, shape, values });
    return placeholder;
  };
  const isDense = layerCase.operation.kind === 'dense';
  const inputs = expected.inputs.map(({ shape, values }, index) =>
    given(`input${index}`, isDense ? [shape[0], shape[3]] : shape, Float32Array.from(values), true),
  );
  const weights = new Map(
    expected.node.weights.map(({ role, shape }) => [
      role,
      given(role, shape, expected.weights.get(role) ?? new Float32Array(), false),
    ]),
  );
  const outputOf = (isTraining: boolean): Tensor =>
    layer(graph, expected.node, inputs, {
      weightOf: (role) => weights.get(role) ?? noWeight(role),
      isTraining,
      onStatistics: () => undefined,
    });
  const inferred = outputOf(false);
  const output = outputOf(true);
  const { direction } = expected;
  const isVector = output.shape.length === 2;
  const fedDirection = given(
    'direction',
    isVector ? [direction.shape[0], direction.shape[3]] : direction.shape,
    Float32Array.from(direction.values),
    true,
  );
  // A gradient may be the direction itself, and TensorFlow does not hand out what it was given.
  const seed = multiply(graph, fedDirection, scalar(graph, 1));
  const roles = [...expected.weightGradients.keys()];
  const sources = [...inputs, ...roles.map((role) => weights.get(role) ?? noWeight(role))];
  const [inferredValues, outputValues, ...slopes] = runIn(binding, graph, feeds, [
    inferred,
    output,
    ...gradients(graph, output, seed, sources),
  ]);
  assertCloseTo(inferredValues, expected.inferred.values, 'inference');
  assertCloseTo(outputValues, expected.output.values, 'output');
  for (const [index, { values }] of expected.inputGradients.entries()) {
    assertCloseTo(slopes[index], values, `gradient of input ${index}`);
  }
  for (const [index, role] of roles.entries()) {
    const actual = slopes[expected.inputs.length + index];
    assertCloseTo(actual, expected.weightGradients.get(role), `gradient of ${role}`);
  }
}

function runIn(
  binding: NativeBinding,
  graph: DataflowGraph,
  feeds: readonly Feed[],
  outputs: readonly Tensor[],
): readonly Float32Array[] {
  using compiled = new CompiledGraph(binding, graph);
  return compiled.run(feeds, outputs);
}

function noWeight(role: WeightSpec['role']): never {
  throw new RangeError(`${role}: there is none`);
}
