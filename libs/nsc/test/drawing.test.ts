import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { drawBlock, outputLayers, parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import { anyBlock } from './arbitraries.js';

function lines(...rows: readonly string[]): string {
  return rows.join('\n');
}

describe('drawing', () => {
  it('shows a short-cut', () => {
    assert.equal(
      drawBlock(parseBlock('conv3@0,conv3@1,add@2+0')),
      lines(
        '○     input',
        '├─●   1  conv 3×3  ← input',
        '│ ●   2  conv 3×3  ← 1',
        '⊕─╯   3  add       ← 2, input',
        '○     output',
      ),
    );
  });

  it('shows branches, each type with its symbol, and what becomes the output', () => {
    assert.equal(
      drawBlock(parseBlock('max3@0,avg1@0,id@0,conv1@3,add@1+2,cat@3+5')),
      lines(
        '○         input',
        '├─▼       1  max pool 3×3  ← input',
        '├─│─▽     2  avg pool 1×1  ← input',
        '• │ │     3  identity      ← input',
        '├─│─│─●   4  conv 1×1      ← 3',
        '│ ⊕─╯ │   5  add           ← 1, 2',
        '◆─╯   │   6  concat        ← 3, 5',
        '○─────╯   output = concat of 4, 6',
      ),
    );
  });

  it('shows rails that go on beneath a node that reads several', () => {
    assert.equal(
      drawBlock(parseBlock('conv1@0,conv3@0,cat@1+2,add@1+2,add@3+0')),
      lines(
        '○         input',
        '├─●       1  conv 1×1  ← input',
        '├─│─●     2  conv 3×3  ← input',
        '│ ├─┼─◆   3  concat    ← 1, 2',
        '│ ⊕─╯ │   4  add       ← 1, 2',
        '⊕─│───╯   5  add       ← 3, input',
        '○─╯       output = concat of 4, 5',
      ),
    );
  });

  it('of every legal block has a row for each layer, input and output, within 100 columns', () => {
    fc.assert(
      fc.property(fc.oneof(anyBlock(), anyBlock(23, ['convolution'])), (block) => {
        const rows = drawBlock(block).split('\n');
        assert.equal(rows.length, block.layers.length + 2);
        assert.ok(rows.every((row) => row.length <= 100 && row === row.trimEnd()));
      }),
    );
    const widest = drawBlock(parseBlock(Array.from({ length: 23 }, () => 'max3@0').join()));
    assert.ok(widest.split('\n').every((row) => row.length <= 100));
    assert.match(widest, /output = concat of 23 layers$/);
  });

  it('can be read back: rails lead from each layer to exactly those that it reads', () => {
    fc.assert(
      fc.property(anyBlock(), (block) => {
        const reads = followRails(drawBlock(block).split('\n'));
        const unique = (indices: readonly number[]): readonly number[] =>
          [...new Set(indices)].sort((a, b) => a - b);
        assert.deepEqual(reads, [
          [],
          ...block.layers.map(({ predecessors }) => unique(predecessors)),
          unique(outputLayers(block)),
        ]);
      }),
    );
  });

  it('draws the reference blocks', () => {
    for (const { block } of REFERENCE_BLOCKS) assert.ok(drawBlock(block).endsWith('output'));
  });
});

/** For each row the rows that its node reads, found by following the lines as an eye would. */
function followRails(rows: readonly string[]): readonly (readonly number[])[] {
  // By column: the row of the node whose rail comes from above.
  let rails: ReadonlyMap<number, number> = new Map();
  return rows.map((row, index) => {
    const marks = Array.from(/^[○●▼▽•⊕◆│├┤┼╰╯┴─ ]*/.exec(row)?.[0] ?? '');
    const own = marks.findIndex((mark) => '○●▼▽•⊕◆'.includes(mark));
    const tapped = marks.flatMap((mark, column) => ('├┤┼╰╯┴'.includes(mark) ? [column] : []));
    for (const column of tapped) {
      const between = marks.slice(Math.min(column, own) + 1, Math.max(column, own));
      assert.ok(!between.includes(' '), `row ${String(index)} is torn`);
    }
    const reads = [...tapped, own].flatMap((column) => rails.get(column) ?? []);
    assert.ok(reads.length >= tapped.length, `row ${String(index)} taps a rail that is not there`);
    const goingOn = [...rails].filter(([column]) => '│├┤┼'.includes(marks[column] ?? ' '));
    rails = new Map([...goingOn, [own, index]]);
    return reads.sort((a, b) => a - b);
  });
}
