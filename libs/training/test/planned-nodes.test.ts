import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { GraphNode, Operation } from '@blockqnn/network';
import { planNodes } from '../src/wasm/planned-nodes.js';

const RELU: Operation = { kind: 'relu' };
const CONVOLUTION: Operation = { kind: 'convolution', kernel: 3, stride: 1, filters: 2 };

describe('planned nodes', () => {
  test('a convolution takes up the ReLU before it', () => {
    const planned = planNodes([
      node('x', { kind: 'input' }),
      node('r', RELU, 'x'),
      node('c', CONVOLUTION, 'r'),
    ]);
    assert.deepEqual(
      planned.map(({ node: { id }, inputs, rectifies }) => [id, inputs, rectifies]),
      [
        ['x', [], false],
        ['c', ['x'], true],
      ],
    );
  });

  for (const [what, operation, readers] of [
    ['something else reads it', CONVOLUTION, ['add']],
    ['the convolution has a stride', { ...CONVOLUTION, stride: 2 }, []],
    ['the filter is larger than those of our own', { ...CONVOLUTION, kernel: 7 }, []],
    ['it stands before something else', { kind: 'maxPooling', kernel: 3, stride: 1 }, []],
  ] as const satisfies readonly (readonly [string, Operation, readonly string[]])[]) {
    test(`the ReLU stays where ${what}`, () => {
      const nodes = [node('x', { kind: 'input' }), node('r', RELU, 'x'), node('c', operation, 'r')];
      for (const reader of readers) nodes.push(node(reader, { kind: 'add' }, 'r', 'c'));
      const planned = planNodes(nodes);
      assert.deepEqual(
        planned.map((plan) => plan.node),
        nodes,
      );
      assert.ok(planned.every(({ rectifies }) => !rectifies));
    });
  }
});

function node(id: string, operation: Operation, ...inputs: string[]): GraphNode {
  return { id, operation, inputs, shape: { height: 4, width: 4, channels: 2 }, weights: [] };
}
