import assert from 'node:assert/strict';
import { it } from 'node:test';
import { buildLayerGraph, cifarStack, imagenetStack, onePixelWarning } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import fc from 'fast-check';

const images = (height: number, width = height) => ({ input: { height, width, channels: 3 }, classes: 10 });

it('names the stages and the size of the images', () => {
  assert.equal(onePixelWarning(cifarStack(images(32))), undefined);
  assert.equal(onePixelWarning(cifarStack(images(5))), undefined);
  assert.match(
    onePixelWarning(cifarStack(images(4))) ?? '',
    /^Of images of 4×4 pixels stage 3 has 1×1 pixel/,
  );
  const two = {
    ...cifarStack(images(4)),
    stem: { filters: 8, kernel: 3, stride: 2, pooling: false },
  } as const;
  assert.match(onePixelWarning({ ...two, stages: two.stages.slice(0, 2) }) ?? '', /stage 2 has 1×1 pixel/);
});

it('warns exactly where the graph has a block that reads 1×1 pixel', () => {
  const block = parseBlock('conv3@0');
  fc.assert(
    fc.property(
      fc.integer({ min: 17, max: 80 }),
      fc.integer({ min: 4, max: 80 }),
      fc.constantFrom(cifarStack, imagenetStack),
      (height, width, preset) => {
        const stack = preset(images(height, width));
        const { nodes } = buildLayerGraph(block, stack);
        const flat = nodes.some(
          ({ id, shape }) => id.startsWith('stage') && shape.height === 1 && shape.width === 1,
        );
        assert.equal(onePixelWarning(stack) !== undefined, flat);
      },
    ),
    { numRuns: 50 },
  );
});
