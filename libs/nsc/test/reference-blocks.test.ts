import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blockToTuples, drawBlock, formatBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';

function reference(name: string): (typeof REFERENCE_BLOCKS)[number]['block'] {
  const found = REFERENCE_BLOCKS.find((candidate) => candidate.name === name);
  assert.ok(found, `no reference block ${name}`);
  return found.block;
}

describe('reference blocks', () => {
  it('have names of their own', () => {
    assert.equal(new Set(REFERENCE_BLOCKS.map(({ name }) => name)).size, REFERENCE_BLOCKS.length);
    for (const { name } of REFERENCE_BLOCKS) assert.match(name, /^[a-z-]+$/);
  });

  it('hold a residual block: two convolutions, and an add of their result and the input', () => {
    assert.deepEqual(blockToTuples(reference('residual')), [
      [1, 1, 3, 0, 0],
      [2, 1, 3, 1, 0],
      [3, 5, 0, 2, 0],
      [4, 7, 0, 0, 0],
    ]);
  });

  it('hold an Inception block: four branches, concatenated', () => {
    assert.equal(
      formatBlock(reference('inception')),
      'conv1@0,conv3@1,conv1@0,conv5@3,max3@0,conv1@5,conv1@0,cat@4+2,cat@8+6,cat@9+7',
    );
    assert.equal(
      drawBlock(reference('inception')),
      [
        '○         input',
        '├─●        1  conv 1×1      ← input',
        '│ ●        2  conv 3×3      ← 1',
        '├─│─●      3  conv 1×1      ← input',
        '│ │ ●      4  conv 5×5      ← 3',
        '├─│─│─▼    5  max pool 3×3  ← input',
        '│ │ │ ●    6  conv 1×1      ← 5',
        '● │ │ │    7  conv 1×1      ← input',
        '│ ◆─╯ │    8  concat        ← 4, 2',
        '│ ◆───╯    9  concat        ← 8, 6',
        '◆─╯       10  concat        ← 9, 7',
        '○         output',
      ].join('\n'),
    );
  });
});
