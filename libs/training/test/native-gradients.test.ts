import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { WeightSpec } from '@blockqnn/network';
import { OutOfMemoryError } from '@blockqnn/training';
import { CompiledGraph, type Feed } from '../src/native/compiled-graph.js';
import { DataflowGraph, type Tensor } from '../src/native/dataflow-graph.js';
import { gradients } from '../src/native/differentiation.js';
import { layer } from '../src/native/forward-pass.js';
import type { NativeBinding } from '../src/native/native-binding.js';
import { compute, concat, integers, multiply, relu, scalar, split, sum } from '../src/native/operations.js';
import { crossEntropy, softCrossEntropy } from '../src/native/losses.js';
import { DATA_TYPES } from '../src/native/saved-model.js';
import { mixed, softTargets } from '../src/native/targets.js';
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
      const rows: readonly (readonly number[])[] = [
        [1, 2, 3],
        [0.5, -0.5, 0],
      ];
      const [actual, gradient] = runIn(
        binding(),
        graph,
        [
          { tensor: logits, shape: [2, 3], values: Float32Array.from(rows.flat()) },
          { tensor: labels, shape: [2], values: Int32Array.of(2, 1) },
          { tensor: weights, shape: [2], values: Float32Array.of(1, -2) },
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

    test('cross-entropy of soft targets: loss and gradient are those of the definition', () => {
      const graph = new DataflowGraph();
      const logits = graph.placeholder('logits', 'float', [-1, 3]);
      const labels = graph.placeholder('labels', 'int32', [-1]);
      const mixing = {
        share: graph.placeholder('share', 'float', []),
        partners: graph.placeholder('partners', 'int32', [-1]),
      };
      const weights = graph.placeholder('weights', 'float', [-1]);
      const targets = mixed(graph, softTargets(graph, labels, 3, 0.3), mixing);
      const losses = softCrossEntropy(graph, logits, targets);
      const rows: readonly (readonly number[])[] = [
        [1, 2, 3],
        [0.5, -0.5, 0],
      ];
      const [shares, actual, gradient] = runIn(
        binding(),
        graph,
        [
          { tensor: logits, shape: [2, 3], values: Float32Array.from(rows.flat()) },
          { tensor: labels, shape: [2], values: Int32Array.of(2, 1) },
          { tensor: mixing.share, shape: [], values: Float32Array.of(0.75) },
          { tensor: mixing.partners, shape: [2], values: Int32Array.of(1, 1) },
          { tensor: weights, shape: [2], values: Float32Array.of(1, -2) },
        ],
        [targets, losses, ...gradients(graph, losses, weights, [logits])],
      );
      const expected = [
        [0.1, 0.1 + 0.25 * 0.7, 0.1 + 0.75 * 0.7],
        [0.1, 0.8, 0.1],
      ];
      assertCloseTo(shares, Float64Array.from(expected.flat()), 'targets');
      const lossOf = (row: readonly number[], wanted: readonly number[]): number => {
        const powers = row.reduce((sum, value) => sum + Math.exp(value), 0);
        return row.reduce((sum, value, k) => sum - (wanted[k] ?? 0) * (value - Math.log(powers)), 0);
      };
      const loss = (row: readonly number[], image: number): number => lossOf(row, expected[image] ?? []);
      assertCloseTo(actual, Float64Array.from(rows.map(loss)), 'losses');
      const step = 1e-6;
      const slopes = rows.flatMap((row, image) =>
        row.map((value, k) => {
          const changed = (by: number): number => loss(row.with(k, value + by), image);
          return ((image === 0 ? 1 : -2) * (changed(step) - changed(-step))) / (2 * step);
        }),
      );
      assertCloseTo(gradient, Float64Array.from(slopes), 'gradient');
    });

    test('concats of concats are one, whose gradient goes to each part', () => {
      const graph = new DataflowGraph();
      const sides = [1, 2, 3];
      const parts = sides.map((side, i) => graph.placeholder(`part${i}`, 'float', [-1, 2, 1, side]));
      const [first, second, third] = parts;
      assert.ok(first && second && third);
      const output = concat(graph, [concat(graph, [first, second], 3), third], 3);
      assert.deepEqual(
        output.node.inputs.slice(0, -1).map(({ node }) => node.name),
        ['part0', 'part1', 'part2'],
      );
      // Along another axis it is another thing.
      assert.equal(concat(graph, [output, output], 1).node.inputs.length, 3);
      const direction = graph.placeholder('direction', 'float', [-1, 2, 1, 6]);
      const feeds: Feed[] = parts.map((tensor, i) => {
        const side = sides[i] ?? 0;
        return { tensor, shape: [1, 2, 1, side], values: new Float32Array(2 * side).fill(i) };
      });
      feeds.push({
        tensor: direction,
        shape: [1, 2, 1, 6],
        values: Float32Array.from({ length: 12 }, (_, i) => i),
      });
      const [value, ...slopes] = runIn(binding(), graph, feeds, [
        output,
        ...gradients(graph, output, direction, parts),
      ]);
      assert.deepEqual([...(value ?? [])], [0, 1, 1, 2, 2, 2, 0, 1, 1, 2, 2, 2]);
      assert.deepEqual(
        slopes.map((slope) => [...slope]),
        [
          [0, 6],
          [1, 2, 7, 8],
          [3, 4, 5, 9, 10, 11],
        ],
      );
    });

    test('max pooling credits the first of equal pixels, row by row', () => {
      const graph = new DataflowGraph();
      const input = graph.placeholder('input', 'float', [-1, 2, 2, 1]);
      const direction = graph.placeholder('direction', 'float', [-1, 2, 2, 1]);
      const pooling = { kind: 'maxPooling', kernel: 3, stride: 1 } as const;
      const output = layer(graph, yardstickOf({ operation: pooling, inputs: [[1, 2, 2, 1]] }).node, [input], {
        weightOf: noWeight,
        isTraining: true,
        precision: 'float32',
        onStatistics: () => undefined,
      });
      const shape = [1, 2, 2, 1];
      const [gradient] = runIn(
        binding(),
        graph,
        [
          { tensor: input, shape, values: new Float32Array(4) },
          { tensor: direction, shape, values: Float32Array.of(1, 2, 3, 4) },
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
          { tensor: input, shape: [5], values: Float32Array.of(1, -1, 4, 5, 6) },
          { tensor: direction, shape: [2], values: Float32Array.of(10, 100) },
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
    const feed = { tensor: value, shape: [], values: Float32Array.of(1) };
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
    feeds.push({ tensor: placeholder, shape, values });
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
      precision: 'float32',
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
