import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  buildLayerGraph,
  checkStack,
  cifarStack,
  exceededLimits,
  imagenetStack,
  initialiseWeights,
  limitsSchema,
  NetworkError,
  smallStack,
  stackSchema,
  type Stack,
} from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';

const cifar = { input: { height: 32, width: 32, channels: 3 }, classes: 10 };
const convolution = parseBlock('conv3@0');

function fault(code: string, field: string, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof NetworkError);
    assert.equal(error.code, code);
    assert.equal(error.field, field);
    assert.match(error.message, message);
    return true;
  };
}

describe('unusable stacks', () => {
  const base = smallStack(cifar);
  const cases: [string, Stack, string, RegExp][] = [
    ['no repeats', { ...base, stages: [{ repeats: 0, filters: 8 }] }, 'stack.stages[0].repeats', /1/],
    ['10^9 filters', { ...base, stages: [{ repeats: 1, filters: 1e9 }] }, 'stack.stages[0].filters', /4096/],
    ['NaN', { ...base, classes: Number.NaN }, 'stack.classes', /NaN/],
    ['no stages', { ...base, stages: [] }, 'stack.stages', /1/],
    ['even kernel', { ...base, stem: { ...base.stem, kernel: 4 as 3 } }, 'stack.stem.kernel', /1\|3\|5\|7/],
    ['tiny images', { ...base, input: { height: 3, width: 32, channels: 3 } }, 'stack.input.height', /4/],
  ];
  for (const [name, stack, field, bound] of cases) {
    test(name, () => {
      assert.throws(() => buildLayerGraph(convolution, stack), fault('UNUSABLE_STACK', field, bound));
      assert.throws(() => {
        checkStack(stack);
      }, NetworkError);
    });
  }

  test('a stage that finds a single pixel', () => {
    const stage = { repeats: 1, filters: 8 };
    const stack = { ...base, input: { height: 4, width: 4, channels: 3 } };
    checkStack({ ...stack, stages: [stage, stage, stage] });
    const error = fault('UNUSABLE_STACK', 'stack.stages', /at most 3 for 4×4 images/);
    assert.throws(() => {
      checkStack({ ...stack, stages: [stage, stage, stage, stage] });
    }, error);
    checkStack({
      ...stack,
      input: { height: 4, width: 5, channels: 3 },
      stages: [stage, stage, stage, stage],
    });
    const shrunk: Stack = {
      ...stack,
      stem: { filters: 8, kernel: 3, stride: 2, pooling: true },
      stages: [stage, stage],
    };
    assert.throws(
      () => {
        checkStack(shrunk);
      },
      fault('UNUSABLE_STACK', 'stack.stages', /at most 1 for 4×4/),
    );
  });

  test('presets are usable', () => {
    for (const preset of [cifarStack, imagenetStack, smallStack])
      assert.ok(stackSchema.safeParse(preset(cifar)).success);
  });
});

describe('infeasible blocks', () => {
  test('concats that double the channels layer after layer end at the bound', () => {
    const doubling = parseBlock(Array.from({ length: 22 }, (_, index) => `cat@${index}+${index}`).join(','));
    assert.throws(
      () => buildLayerGraph(doubling, smallStack(cifar)),
      fault('INFEASIBLE', 'channels', /stage1_block1_layer14_concat has 131072, at most 65536/),
    );
  });

  test('the same over many blocks', () => {
    const stack = { ...cifarStack(cifar), stages: [{ repeats: 64, filters: 32 }] };
    assert.throws(
      () => buildLayerGraph(parseBlock('max3@0,avg3@0'), stack),
      fault('INFEASIBLE', 'channels', /65536/),
    );
  });

  test('more operations than can be counted', () => {
    const nsc = Array.from({ length: 23 }, (_, index) => `conv5@${index}`).join(',');
    const stack: Stack = {
      input: { height: 1024, width: 1024, channels: 3 },
      stem: { filters: 4096, kernel: 3, stride: 1, pooling: false },
      stages: [{ repeats: 64, filters: 4096 }],
      classes: 10,
    };
    assert.throws(() => buildLayerGraph(parseBlock(nsc), stack), fault('INFEASIBLE', 'flops', /2\^53/));
  });

  test('the most nodes that schema and block length allow are still built at once', () => {
    const nsc = Array.from({ length: 23 }, (_, index) => `conv1@${index}`).join(',');
    const stages = Array.from({ length: 8 }, () => ({ repeats: 64, filters: 1 }));
    const stack: Stack = { ...smallStack(cifar), input: { height: 256, width: 256, channels: 3 }, stages };
    assert.equal(buildLayerGraph(parseBlock(nsc), stack).nodes.length, 7 + 7 + 8 * 64 * 23 * 3);
  });

  test('weights beyond a gibibyte are refused before they are allocated', () => {
    const stack: Stack = { ...smallStack(cifar), stages: [{ repeats: 8, filters: 4096 }] };
    const graph = buildLayerGraph(parseBlock('conv5@0'), stack);
    assert.throws(
      () => initialiseWeights(graph, 0),
      fault('INFEASIBLE', 'weights', /at most 1040187392 allowed/),
    );
  });
});

describe('limits', () => {
  const figures = { flops: 1000, parameters: 200, activationBytes: 30 };

  test('each exceeded one is named with figure and bound', () => {
    assert.deepEqual(exceededLimits(figures, { maxFlops: 999, maxParameters: 200, maxActivationBytes: 1 }), [
      'max_flops: the network has 1000, at most 999 allowed',
      'max_activation_bytes: the network has 30, at most 1 allowed',
    ]);
  });

  test('absent and 0 mean no bound', () => {
    assert.deepEqual(exceededLimits(figures, {}), []);
    assert.deepEqual(exceededLimits(figures, { maxFlops: 0 }), []);
  });

  test('are whole numbers that are not negative', () => {
    for (const maxFlops of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      assert.equal(limitsSchema.safeParse({ maxFlops }).success, false, String(maxFlops));
    }
    assert.ok(limitsSchema.safeParse({ maxFlops: 2 ** 53 - 1, maxParameters: 0 }).success);
  });
});
