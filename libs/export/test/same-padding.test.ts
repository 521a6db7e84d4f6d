import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { samePadding } from '../src/same-padding.js';

test('of an odd number of padded positions the one more comes after', () => {
  assert.deepEqual(samePadding(9, { kernel: 3, stride: 1 }), [1, 1]);
  assert.deepEqual(samePadding(224, { kernel: 7, stride: 2 }), [2, 3]);
  assert.deepEqual(samePadding(8, { kernel: 2, stride: 2 }), [0, 0]);
  assert.deepEqual(samePadding(9, { kernel: 2, stride: 2 }), [0, 1]);
  assert.deepEqual(samePadding(1, { kernel: 5, stride: 1 }), [2, 2]);
});

test('where the stride is longer than the window nothing is padded', () => {
  assert.deepEqual(samePadding(8, { kernel: 1, stride: 2 }), [0, 0]);
});

test('a window has as many places as the stride divides the size into, and no padding is in vain', () => {
  const sizes = fc.record({
    size: fc.integer({ min: 1, max: 300 }),
    kernel: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(sizes, ({ size, kernel, stride }) => {
      const [before, after] = samePadding(size, { kernel, stride });
      const places = Math.floor((before + size + after - kernel) / stride) + 1;
      assert.equal(places, Math.ceil(size / stride));
      assert.ok(before <= after && after - before <= 1);
      if (after > 0) assert.equal((places - 1) * stride + kernel, before + size + after);
    }),
  );
});
