import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalBlock, formatBlock } from '@blockqnn/nsc';
import fc from 'fast-check';
import { BlockTable, contrastFigure, contrastTraits, topOf } from '@blockqnn/analysis';
import { distributionOf } from '../src/distribution.js';
import { randomBlocks } from './random-blocks.js';

const RESIDUAL = 'conv3@0,conv3@1,add@2+0';
const PLAIN = 'conv3@0,conv3@1';
const figures = { flops: 1e6, parameters: 1000, activationBytes: 1 };

function tableOf(blocks: readonly (readonly [nsc: string, merit: number])[]): BlockTable {
  const table = new BlockTable();
  for (const [nsc, merit] of blocks) table.add({ nsc, merit, figures });
  return table;
}

describe('top', () => {
  const sizeOf = (count: number, share: number) => topOf(new Float64Array(count), share).size;

  it('is the share, rounded up to whole blocks', () => {
    assert.deepEqual([sizeOf(10, 0.1), sizeOf(11, 0.1), sizeOf(1, 0.001), sizeOf(7, 1)], [1, 2, 1, 7]);
    assert.equal(sizeOf(100, 0.07), 7, 'not 8, as 0.07 * 100 is 7.000000000000001');
    assert.equal(sizeOf(0, 0.5), 0);
  });

  it('has the best, and of equal ones those that came first', () => {
    const top = topOf(Float64Array.of(3, 1, 2, 3, 2, 2), 0.5);
    assert.deepEqual([...top.isIn], [1, 0, 1, 1, 0, 0]);
    assert.equal(top.threshold, 2);
  });

  it('has nobody outside who is better than somebody inside', () => {
    const merits = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(merits, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const top = topOf(Float64Array.from(values), share);
        assert.equal(
          top.isIn.reduce((sum, each) => sum + each, 0),
          top.size,
        );
        for (const [block, merit] of values.entries()) {
          if (top.isIn[block] === 1) assert.ok(merit >= top.threshold);
          else assert.ok(merit <= top.threshold);
        }
      }),
    );
  });
});

describe('traits of the top against all', () => {
  // 4 residual blocks are the top of 20, and 2 more are not.
  const blocks = Array.from({ length: 20 }, (_, index): [string, number] => [
    index < 6 ? RESIDUAL : PLAIN,
    -index,
  ]);
  const table = tableOf(blocks);
  const top = topOf(table.merits.values, 0.2);

  it('are counted by blocks', () => {
    const add = contrastTraits(table, top, 1).find(({ trait }) => trait.name === 'add');
    assert.ok(add);
    assert.deepEqual(
      [add.topCount, add.allCount, add.topShare, add.allShare, add.topMean, add.allMean],
      [4, 6, 1, 0.3, 1, 0.3],
    );
    assert.equal(add.lift.value, 1 / 0.3);
    // 15 of the 4,845 ways to choose 4 blocks of 20 take 4 of the 6.
    assert.ok(Math.abs(add.pValue - 15 / 4845) < 1e-12);
    assert.ok(add.adjustedPValue < 0.05);
  });

  it('leave out what too few have, and test nothing that all have', () => {
    const names = (least: number) => contrastTraits(table, top, least).map(({ trait }) => trait.name);
    assert.ok(names(6).includes('add') && !names(7).includes('add'));
    const conv = contrastTraits(table, top, 1).find(({ trait }) => trait.name === 'conv');
    assert.deepEqual([conv?.lift.value, conv?.adjustedPValue], [1, 1]);
    const adjusted = contrastTraits(table, top, 1).map(({ adjustedPValue }) => adjustedPValue);
    // All tested ones tell the same 6 blocks from the same 14, so there is nothing to adjust.
    assert.ok(adjusted.every((p) => p === 1 || Math.abs(p - 15 / 4845) < 1e-12));
  });

  it('stand by kind, and then by lift', () => {
    const contrasts = contrastTraits(table, top, 1);
    const kinds = ['layer', 'kernel', 'structure', 'edge', 'path'];
    const order = contrasts.map(({ trait, lift }) => kinds.indexOf(trait.kind) * 1000 - lift.value);
    assert.deepEqual(
      order,
      [...order].sort((one, two) => one - two),
    );
  });

  it('are the mean of top and rest, weighted, whatever the blocks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(randomBlocks(8), fc.nat(9)), { minLength: 2, maxLength: 30 }),
        (drawn) => {
          const random = tableOf(drawn.map(([block, merit]) => [formatBlock(canonicalBlock(block)), merit]));
          const half = topOf(random.merits.values, 0.5);
          for (const { topCount, allCount, topShare, allShare, lift } of contrastTraits(random, half, 1)) {
            assert.ok(topCount <= allCount);
            assert.ok(Math.abs(lift.value - topShare / allShare) < 1e-12);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('figures of the top against all', () => {
  it('are distributions and their difference', () => {
    const table = tableOf([
      [RESIDUAL, 4],
      [RESIDUAL, 3],
      [PLAIN, 2],
      ['conv3@0', 1],
    ]);
    const layers = contrastFigure(table, topOf(table.merits.values, 0.5), 'layers');
    assert.deepEqual([layers.top.mean, layers.all.mean], [3, 2.25]);
    assert.equal(layers.difference.value, 0.75);
    assert.ok(layers.difference.low < 0.75 && layers.difference.high > 0.75);
    const flops = contrastFigure(table, topOf(table.merits.values, 0.5), 'flops');
    assert.deepEqual([flops.all.mean, flops.difference.value, flops.difference.pValue], [1e6, 0, 1]);
  });

  it("are described with NumPy's quartiles and the sample's standard deviation", () => {
    assert.deepEqual(distributionOf(Float64Array.of(4, 1, 3, 2)), {
      count: 4,
      mean: 2.5,
      standardDeviation: Math.sqrt(5 / 3),
      minimum: 1,
      lowerQuartile: 1.75,
      median: 2.5,
      upperQuartile: 3.25,
      maximum: 4,
    });
    const single = distributionOf(Float64Array.of(7));
    assert.deepEqual([single.standardDeviation, single.lowerQuartile, single.maximum], [0, 7, 7]);
  });
});

describe('a table of many blocks', () => {
  it('keeps what was added while it grew', () => {
    const table = tableOf(Array.from({ length: 5000 }, (_, index) => [index % 2 ? PLAIN : RESIDUAL, index]));
    assert.equal(table.size, 5000);
    const top = topOf(table.merits.values, 0.5);
    const add = contrastTraits(table, top, 1).find(({ trait }) => trait.name === 'add');
    assert.deepEqual([add?.topCount, add?.allCount], [1250, 2500]);
  });
});
