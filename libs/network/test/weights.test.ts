import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  buildLayerGraph,
  checkWeights,
  initialiseWeights,
  NetworkError,
  smallStack,
  weightSize,
} from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';

const stack = smallStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
const graph = buildLayerGraph(parseBlock('conv3@0,conv3@1,add@2+0'), stack);

describe('initial weights', () => {
  test('cover exactly the weight specs of the graph', () => {
    const weights = initialiseWeights(graph, 1);
    checkWeights(graph, weights);
    const trainable = graph.nodes.flatMap((node) => node.weights).filter((spec) => spec.trainable);
    assert.equal(
      trainable.reduce((sum, { shape }) => sum + weightSize(shape), 0),
      graph.figures.parameters,
    );
  });

  test('are the same for the same seed and others for another', () => {
    assert.deepEqual(initialiseWeights(graph, 7), initialiseWeights(graph, 7));
    assert.notDeepEqual(
      initialiseWeights(graph, 7).get('stem_conv/kernel'),
      initialiseWeights(graph, 8).get('stem_conv/kernel'),
    );
    assert.notDeepEqual(initialiseWeights(graph, 0), initialiseWeights(graph, 2 ** 32 - 1));
  });

  test('of one node do not depend on the others', () => {
    const other = initialiseWeights(buildLayerGraph(parseBlock('conv1@0'), stack), 7);
    const weights = initialiseWeights(graph, 7);
    assert.deepEqual(other.get('stem_conv/kernel'), weights.get('stem_conv/kernel'));
    assert.deepEqual(other.get('logits/kernel'), weights.get('logits/kernel'));
  });

  test('have the mean and variance of He initialisation, kernel by kernel', () => {
    const weights = initialiseWeights(graph, 3);
    for (const { name, shape } of graph.nodes
      .flatMap((node) => node.weights)
      .filter(({ role }) => role === 'kernel')) {
      const data = weights.get(name)?.data ?? new Float32Array();
      const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
      const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
      const expected = 2 / weightSize(shape.slice(0, -1));
      // Five standard errors.
      assert.ok(Math.abs(mean) < 5 * Math.sqrt(expected / data.length), `${name}: mean ${mean}`);
      assert.ok(
        Math.abs(variance / expected - 1) < 5 * Math.sqrt(2 / data.length),
        `${name}: variance ${variance}`,
      );
    }
  });

  test('are normally distributed and uncorrelated between kernels', () => {
    const weights = initialiseWeights(graph, 5);
    const one = weights.get('stage3_block1_layer2_conv/kernel')?.data ?? new Float32Array();
    const deviation = Math.sqrt(2 / (9 * 32));
    const within = (bound: number): number =>
      one.filter((value) => Math.abs(value) < bound * deviation).length / one.length;
    assert.ok(Math.abs(within(1) - 0.6827) < 0.02);
    assert.ok(Math.abs(within(2) - 0.9545) < 0.01);
    const other =
      initialiseWeights(graph, 6).get('stage3_block1_layer2_conv/kernel')?.data ?? new Float32Array();
    const correlation =
      one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0) / one.length / deviation ** 2;
    assert.ok(Math.abs(correlation) < 5 / Math.sqrt(one.length), String(correlation));
  });

  test('are 0 and 1 where nothing is drawn', () => {
    const weights = initialiseWeights(graph, 3);
    const of = (name: string): number[] => [...new Set(weights.get(name)?.data)];
    assert.deepEqual(
      ['gamma', 'beta', 'movingMean', 'movingVariance'].map((role) => of(`stem_bn/${role}`)),
      [[1], [0], [0], [1]],
    );
    assert.deepEqual(of('logits/bias'), [0]);
  });
});

describe('weights of another network', () => {
  const weights = initialiseWeights(graph, 1);
  const cases: [string, Map<string, { shape: number[]; data: Float32Array }>, RegExp][] = [
    [
      'other shape',
      new Map([['logits/bias', { shape: [1, 10], data: new Float32Array(10) }]]),
      /logits\/bias: shape \[1,10\], must be \[10\]/,
    ],
    [
      'other length',
      new Map([['logits/bias', { shape: [10], data: new Float32Array(9) }]]),
      /logits\/bias: 9 values, must be 10/,
    ],
    [
      'one too many',
      new Map([['logits/spare', { shape: [0], data: new Float32Array() }]]),
      /logits\/spare: not a weight/,
    ],
  ];
  for (const [name, changed, message] of cases) {
    test(name, () => {
      assert.throws(
        () => {
          checkWeights(graph, new Map([...weights, ...changed]));
        },
        (error) =>
          error instanceof NetworkError && error.code === 'UNFIT_WEIGHTS' && message.test(error.message),
      );
    });
  }

  test('one missing', () => {
    const incomplete = new Map(weights);
    incomplete.delete('stem_bn/beta');
    assert.throws(() => {
      checkWeights(graph, incomplete);
    }, /stem_bn\/beta: missing/);
  });
});
