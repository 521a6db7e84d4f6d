import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalBlock, formatBlock } from '@blockqnn/nsc';
import fc from 'fast-check';
import { structureOf, structureOfText } from '../src/structure.js';
import { randomBlocks } from './random-blocks.js';

test('the structure read from a text is that of the block', () => {
  fc.assert(
    fc.property(randomBlocks(23), (drawn) => {
      const block = canonicalBlock(drawn);
      assert.deepEqual(structureOfText(formatBlock(block)), structureOf(block));
    }),
    { numRuns: 500 },
  );
});
