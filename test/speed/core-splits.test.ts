import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { coreSplits, formatSplit } from './core-splits.js';

test('every split uses every core, and one process for each core is always among them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 256 }), (cores) => {
      const splits = coreSplits(cores);
      for (const { processes, threads } of splits) {
        assert.equal(processes * threads, cores);
        assert.ok(Number.isInteger(threads));
      }
      assert.equal(new Set(splits.map(formatSplit)).size, splits.length);
      assert.ok(splits.length <= 4);
      for (const split of [`1 × ${cores}`, `${cores} × 1`])
        assert.ok(splits.map(formatSplit).includes(split));
    }),
  );
});
