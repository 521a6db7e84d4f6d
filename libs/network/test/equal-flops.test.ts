import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cifarStack, imagenetStack, networkFigures, scaleStack, stackOfFlops } from '@blockqnn/network';
import { parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import fc from 'fast-check';

const cifar = cifarStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
const imagenet = imagenetStack({ input: { height: 64, width: 64, channels: 3 }, classes: 10 });
const blocks = REFERENCE_BLOCKS.map(({ block }) => block);
const residual = parseBlock('conv3@0,conv3@1,add@2+0');

test('the FLOPs are as near as whole numbers of filters allow: within one filter of the narrowest layer', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...blocks),
      fc.constantFrom(cifar, imagenet),
      fc.integer({ min: 1e7, max: 1e9 }),
      (block, stack, flops) => {
        const fitted = stackOfFlops(block, stack, flops);
        assert.deepEqual(fitted.figures, networkFigures(block, fitted.stack));
        const least = Math.min(...fitted.stack.stages.map(({ filters }) => filters));
        const ratio = fitted.figures.flops / flops;
        const step = ((least + 1) / least) ** 2;
        assert.ok(ratio < step && ratio > 1 / step, `${ratio} of the FLOPs with ${least} filters`);
      },
    ),
    { numRuns: 100 },
  );
});

test('its own FLOPs give the stack back', () => {
  const { flops } = networkFigures(residual, imagenet);
  assert.deepEqual(stackOfFlops(residual, imagenet, flops).stack, imagenet);
});

test('fewer FLOPs than the narrowest network has give that one', () => {
  const { stack } = stackOfFlops(residual, cifar, 1);
  assert.deepEqual(
    stack.stages.map(({ filters }) => filters),
    [1, 1, 1],
  );
});

test('a block that is too wide with one filter is refused', () => {
  const wide = parseBlock(Array.from({ length: 18 }, (_, index) => `cat@${index}+${index}`).join(','));
  assert.throws(() => stackOfFlops(wide, cifar, 1e9), { name: 'NetworkError', code: 'INFEASIBLE' });
});

test('a stack is made narrower and shallower as asked for', () => {
  const { stem, stages } = scaleStack(imagenet, { width: 0.25, repeats: 1 });
  assert.equal(stem.filters, 16);
  assert.deepEqual(
    stages,
    [16, 32, 64, 128].map((filters) => ({ repeats: 1, filters })),
  );
  assert.deepEqual(scaleStack(imagenet, {}), imagenet);
});
