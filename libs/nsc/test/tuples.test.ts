import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { blockFromTuples, blockToTuples, parseBlock } from '@blockqnn/nsc';
import { anyBlock } from './arbitraries.js';

describe('5-tuples', () => {
  it('are those of the paper’s Network Structure Code', () => {
    assert.deepEqual(blockToTuples(parseBlock('conv5@0,max3@1,avg1@0,id@2,add@4+1,cat@3+5')), [
      [1, 1, 5, 0, 0],
      [2, 2, 3, 1, 0],
      [3, 3, 1, 0, 0],
      [4, 4, 0, 2, 0],
      [5, 5, 0, 4, 1],
      [6, 6, 0, 3, 5],
      [7, 7, 0, 0, 0],
    ]);
  });

  it('are read back as they were written', () => {
    fc.assert(
      fc.property(anyBlock(), (block) => {
        assert.deepEqual(blockFromTuples(blockToTuples(block)), block);
      }),
    );
  });

  it('need no Terminal to be read', () => {
    assert.deepEqual(blockFromTuples([[1, 1, 3, 0, 0]]), parseBlock('conv3@0'));
  });
});
