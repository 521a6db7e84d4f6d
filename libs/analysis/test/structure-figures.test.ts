import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalBlock, density, parseBlock, type Block } from '@blockqnn/nsc';
import fc from 'fast-check';
import { structureFigures } from '../src/structure-figures.js';
import { structureOf, type Structure } from '../src/structure.js';
import { randomBlocks } from './random-blocks.js';

const figures = (nsc: string) => structureFigures(structureOf(parseBlock(nsc)));

describe('figures of a structure', () => {
  it('of a residual block, counted by hand', () => {
    assert.deepEqual(figures('conv3@0,conv3@1,add@2+0'), {
      layers: 3,
      depth: 3,
      width: 1,
      branches: 1, // the input, read by layers 1 and 3
      shortcuts: 1,
      outputs: 1,
      convolutions: 2,
      density: 4 / 4,
    });
  });

  it('of an Inception block, counted by hand', () => {
    assert.deepEqual(
      figures('conv1@0,conv3@1,conv1@0,conv5@3,max3@0,conv1@5,conv1@0,cat@4+2,cat@8+6,cat@9+7'),
      {
        layers: 10,
        depth: 5, // 1, 2, 8, 9, 10
        width: 4,
        branches: 1,
        shortcuts: 0,
        outputs: 1,
        convolutions: 6,
        density: 13 / 11,
      },
    );
  });

  it('of loose ends, counted by hand', () => {
    assert.deepEqual(figures('conv3@0,conv5@1,max3@1,add@1+1'), {
      layers: 4,
      depth: 2,
      width: 3,
      branches: 1, // layer 1, read by three layers; that one of them reads it twice is one reader
      shortcuts: 0, // an add of a value with itself skips nothing
      outputs: 3,
      convolutions: 2,
      density: 5 / 5,
    });
  });

  it('agree with trying everything', () => {
    fc.assert(
      fc.property(randomBlocks(9), (block) => {
        const canonical = canonicalBlock(block);
        const structure = structureOf(canonical);
        const counted = structureFigures(structure);
        assert.equal(counted.width, widestSet(structure));
        assert.equal(counted.depth, longestWay(canonical));
        assert.equal(counted.density, density(block));
      }),
    );
  });

  it('are those of the largest block too', () => {
    const wide = figures(Array.from({ length: 23 }, () => 'conv3@0').join(','));
    assert.deepEqual([wide.width, wide.depth, wide.outputs], [23, 1, 23]);
  });
});

/** Largest set of layers of which none is an ancestor of another, by trying all sets. */
function widestSet({ layers, ancestors }: Structure): number {
  let widest = 0;
  for (let set = 0; set < 1 << layers; set += 1) {
    const members = Array.from({ length: layers }, (_, place) => place + 1).filter(
      (index) => (set >> (index - 1)) & 1,
    );
    const independent = members.every((index) =>
      members.every((other) => (((ancestors[index] ?? 0) >> other) & 1) === 0),
    );
    if (independent) widest = Math.max(widest, members.length);
  }
  return widest;
}

function longestWay({ layers }: Block): number {
  const from = (index: number): number =>
    index === 0 ? 0 : 1 + Math.max(...(layers[index - 1]?.predecessors ?? []).map(from));
  return Math.max(...layers.map((_, place) => from(place + 1)));
}
