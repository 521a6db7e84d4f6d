import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  blockId,
  blockToTuples,
  drawBlock,
  formatBlock,
  parseBlock,
  REFERENCE_BLOCKS,
  referenceName,
  referenceNamed,
  referenceOf,
} from '@blockqnn/nsc';

function reference(name: string): (typeof REFERENCE_BLOCKS)[number]['block'] {
  const found = REFERENCE_BLOCKS.find((candidate) => candidate.name === name);
  assert.ok(found, `no reference block ${name}`);
  return found.block;
}

describe('reference blocks', () => {
  it('have names of their own', () => {
    assert.equal(new Set(REFERENCE_BLOCKS.map(({ name }) => name)).size, REFERENCE_BLOCKS.length);
    for (const { name } of REFERENCE_BLOCKS) assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('are different blocks, and none of them hides what it was taken from', () => {
    assert.equal(new Set(REFERENCE_BLOCKS.map(({ block }) => blockId(block))).size, REFERENCE_BLOCKS.length);
    for (const { description, source } of REFERENCE_BLOCKS) {
      assert.match(description, /\.$/);
      assert.match(source, /(19|20)\d\d/);
    }
  });

  it('are found by name, and by the id of any spelling', () => {
    assert.equal(referenceName(blockId(parseBlock('id@0,conv3@1,max1@2,conv3@3,add@1+4'))), 'residual');
    assert.equal(referenceName(blockId(parseBlock('conv5@0,conv5@1'))), undefined);
    assert.equal(referenceOf(blockId(reference('dense')))?.name, 'dense');
    assert.equal(referenceNamed('residual')?.block, reference('residual'));
    assert.equal(referenceNamed('Residual'), undefined);
  });

  it('hold the cells of NAS-Bench-201 as its strings say', () => {
    for (const name of ['nas-bench-201', 'nats-bench']) {
      const { block, description } = referenceNamed(name) ?? assert.fail(name);
      const cell = /\|nor[^,]*\|/.exec(description)?.[0] ?? '';
      assert.equal(blockId(block), blockId(parseBlock(codeOfCell(cell))), cell);
    }
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

/** A cell `|op~from|…|+|op~from|…|`: each node is the sum of what its operations make of earlier nodes. */
function codeOfCell(cell: string): string {
  const layers: string[] = [];
  const emit = (layer: string) => layers.push(layer);
  const nodes = [0];
  for (const node of cell.split('+')) {
    const terms = [...node.matchAll(/([a-z]+)_([a-z0-9_]+)~(\d)/g)].map(([, family, kind, from]) => {
      const operand = nodes[Number(from)] ?? assert.fail(cell);
      return family === 'skip' ? operand : emit(`conv${kind === 'conv_1x1' ? '1' : '3'}@${String(operand)}`);
    });
    // In the order of the published cells: the short-cut is added last.
    const [first = 0, ...rest] = terms.sort((one, two) => two - one);
    nodes.push(rest.reduce((sum, term) => emit(`add@${String(sum)}+${String(term)}`), first));
  }
  return layers.join(',');
}
