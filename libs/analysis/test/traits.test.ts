import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  canonicalBlock,
  edgeCount,
  outputLayers,
  parseBlock,
  REFERENCE_BLOCKS,
  type Block,
} from '@blockqnn/nsc';
import fc from 'fast-check';
import { structureOf } from '../src/structure.js';
import { countTraits, TRAIT_COUNT, TRAITS, type TraitKind } from '../src/traits.js';
import { randomBlocks } from './random-blocks.js';

/** Name to number, of what the block has of a kind. */
function traitsOf(block: Block, kind: TraitKind): Record<string, number> {
  const counts = new Uint8Array(TRAIT_COUNT);
  countTraits(structureOf(canonicalBlock(block)), counts);
  const having: Record<string, number> = {};
  for (const [number, count] of counts.entries()) {
    if (count === 0) continue;
    const trait = TRAITS[number];
    assert.ok(trait, `number ${String(number)} stands for nothing`);
    if (trait.kind === kind) having[trait.name] = count;
  }
  return having;
}

const structures = (nsc: string) => traitsOf(parseBlock(nsc), 'structure');

describe('traits', () => {
  it('of a residual block, counted by hand', () => {
    const residual = parseBlock('conv3@0,conv3@1,add@2+0');
    assert.deepEqual(traitsOf(residual, 'layer'), { conv: 2, add: 1 });
    assert.deepEqual(traitsOf(residual, 'kernel'), { conv3: 2 });
    assert.deepEqual(traitsOf(residual, 'edge'), {
      'input > conv': 1,
      'conv > conv': 1,
      'conv > add': 1,
      'input > add': 1,
      'add > output': 1,
    });
    assert.deepEqual(traitsOf(residual, 'path'), {
      'input > conv > conv': 1,
      'conv > conv > add': 1,
      'conv > add > output': 1,
      'input > add > output': 1,
    });
    assert.deepEqual(traitsOf(residual, 'structure'), {
      branching: 1,
      'short-cut': 1,
      'short-cut add': 1,
      'convolution chain': 1,
    });
  });

  it('tell a short-cut from a join of branches', () => {
    assert.deepEqual(structures('conv3@0,conv5@0,cat@2+1'), {
      branching: 1,
      'concat of branches': 1,
      'parallel kernels': 1,
    });
    assert.deepEqual(structures('conv3@0,cat@1+0'), { branching: 1, 'short-cut': 1, 'short-cut concat': 1 });
    assert.deepEqual(structures('conv3@0,conv3@0,add@2+1'), {
      branching: 1,
      'add of branches': 1,
      'add of convolutions': 1,
    });
  });

  it('see nothing in an add of a value with itself', () => {
    assert.deepEqual(structures('conv3@0,add@1+1'), {});
  });

  it('know an add between convolutions, and poolings beside convolutions', () => {
    assert.deepEqual(structures('conv3@0,conv3@0,add@2+1,conv1@3'), {
      branching: 1,
      'add of branches': 1,
      'add of convolutions': 1,
      'add between convolutions': 1,
    });
    assert.deepEqual(structures('conv3@0,max3@1,avg3@1,conv3@3'), {
      branching: 1,
      'pooling behind convolution': 2,
      'convolution behind pooling': 1,
      'several outputs': 1,
    });
  });

  it('do not depend on how a block is written', () => {
    const spellings = ['conv3@0,conv3@1,add@2+0', 'id@0,conv3@1,max1@2,conv3@3,add@1+4'].map(parseBlock);
    const [one, two] = spellings.map((block) => traitsOf(block, 'path'));
    assert.deepEqual(one, two);
  });

  it('count every link, and every pair of links in a row', () => {
    fc.assert(
      fc.property(randomBlocks(23), (block) => {
        const canonical = canonicalBlock(block);
        const total = (kind: TraitKind) =>
          Object.values(traitsOf(block, kind)).reduce((sum, count) => sum + count, 0);
        assert.equal(total('layer'), canonical.layers.length);
        const outputs = outputLayers(canonical);
        assert.equal(total('edge'), edgeCount(canonical) + outputs.length);
        const into = (index: number) => canonical.layers[index - 1]?.predecessors.length ?? 0;
        const reads = [...canonical.layers.flatMap(({ predecessors }) => predecessors), ...outputs];
        assert.equal(
          total('path'),
          reads.reduce((sum, read) => sum + into(read), 0),
        );
      }),
    );
  });

  it('have names of their own within a kind, and every number that occurs has one', () => {
    const known = TRAITS.flatMap((trait) => (trait ? [`${trait.kind} ${trait.name}`] : []));
    assert.equal(new Set(known).size, known.length);
    for (const { block } of REFERENCE_BLOCKS) assert.ok(Object.keys(traitsOf(block, 'path')).length > 0);
  });
});
