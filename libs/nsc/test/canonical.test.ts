import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { blockId, canonicalBlock, createBlock, formatBlock, legalLayers, parseBlock } from '@blockqnn/nsc';
import { anyBlock, anyDraw } from './arbitraries.js';
import { descriptionByEveryOrder } from './every-order.js';
import { insertForwarding, reorder, repeatWeightless } from './rewriting.js';

function canonical(text: string): string {
  return formatBlock(canonicalBlock(parseBlock(text)));
}

describe('canonical form', () => {
  const examples: readonly [given: string, expected: string, why: string][] = [
    ['conv3@0,id@1,conv3@2,max1@3,add@0+4', 'conv3@0,conv3@1,add@2+0', 'forwarding layers vanish'],
    ['conv3@0,add@0+1', 'conv3@0,add@1+0', 'operands stand with the later one first'],
    ['conv1@0,conv3@0,conv3@1,conv5@2', 'conv1@0,conv3@1,conv3@0,conv5@3', 'a branch is written to its end'],
    ['conv3@0,conv1@0', 'conv1@0,conv3@0', 'independent layers are sorted'],
    ['id@0', 'id@0', 'an input in the output needs an identity'],
    ['id@0,avg1@0,id@1', 'id@0,id@0', 'one for each time that it stands there'],
    ['conv3@0,id@1', 'conv3@0', 'a last layer is the output itself'],
    ['conv3@0,id@1,id@1', 'conv3@0,id@1,id@1', 'a convolution twice in the output is not two convolutions'],
    ['conv3@0,id@1,conv3@1', 'conv3@0,conv3@1,id@1', 'read inside and in the output as well'],
    ['max3@0,id@1,id@1', 'max3@0,max3@0', 'a pooling twice in the output is as good as two poolings'],
    ['max3@0,max3@0,conv1@1,conv1@2', 'max3@0,conv1@1,conv1@1', 'equal poolings are one'],
    ['max3@0,max3@0,max3@1,max3@2,cat@3+4', 'max3@0,max3@1,cat@2+2', 'and so are equal poolings of them'],
    ['conv3@0,cat@1+0,cat@0+1,conv1@2,conv1@3', 'conv3@0,cat@1+0,conv1@2,conv1@2', 'equal concats are one'],
    [
      'conv3@0,conv3@0,add@1+2,add@2+1,conv1@3,conv1@4',
      'conv3@0,conv3@0,add@2+1,conv1@3,conv1@3',
      'equal adds of convolutions are one',
    ],
    [
      'conv3@0,max3@1,avg3@1,add@2+3,add@2+3,conv1@4,conv1@5',
      'conv3@0,max3@1,avg3@1,add@3+2,conv1@4,conv1@4',
      'and of poolings of them',
    ],
  ];
  for (const [given, expected, why] of examples) {
    it(`of ${given} is ${expected}: ${why}`, () => {
      assert.equal(canonical(given), expected);
    });
  }

  const different: readonly [one: string, other: string, why: string][] = [
    ['conv3@0,conv3@0,cat@1+2', 'conv3@0,cat@1+1', 'convolutions have weights of their own'],
    [
      'conv3@0,add@1+0,add@1+0,cat@2+3',
      'conv3@0,add@1+0,cat@2+2',
      'adds of the input have projections of their own',
    ],
    ['cat@0+0,add@1+1,add@1+1,cat@2+3', 'cat@0+0,add@1+1,cat@2+2', 'and so have adds of a concat'],
    [
      'cat@0+0,max3@1,add@2+2,add@2+2,cat@3+4',
      'cat@0+0,max3@1,add@2+2,cat@3+3',
      'and of a pooling of a concat',
    ],
    ['conv3@0,add@1+1', 'conv3@0', 'adding a value to itself doubles it'],
    ['max3@0,max3@1', 'max3@0', 'pooling twice reaches further than once'],
    ['max3@0', 'avg3@0', 'types differ'],
    ['conv3@0', 'conv5@0', 'kernels differ'],
    ['conv3@0,id@0', 'conv3@0', 'the input stands in the output or not'],
    ['conv3@0,id@1,id@1', 'conv3@0', 'so does a value once or twice'],
    ['conv3@0,conv3@1,add@2+0', 'conv3@0,conv3@1,add@2+1', 'a short-cut starts elsewhere'],
    [
      'conv3@0,conv3@0,conv1@1,conv1@2',
      'conv3@0,conv3@0,conv1@1,conv1@1,id@2',
      'readers are spread otherwise',
    ],
    [
      'conv1@0,conv1@0,conv1@0,conv1@0,conv1@0,conv1@0,add@1+2,add@2+3,add@3+4,add@4+5,add@5+6,add@6+1',
      'conv1@0,conv1@0,conv1@0,conv1@0,conv1@0,conv1@0,add@1+2,add@2+3,add@3+1,add@4+5,add@5+6,add@6+4',
      'a ring of six is not two of three, though every layer sees the same around it',
    ],
  ];
  for (const [one, other, why] of different) {
    it(`tells ${one} from ${other}: ${why}`, () => {
      assert.notEqual(canonical(one), canonical(other));
      assert.notEqual(blockId(parseBlock(one)), blockId(parseBlock(other)));
    });
  }

  it('is its own canonical form', () => {
    fc.assert(
      fc.property(anyBlock(), (block) => {
        const once = canonicalBlock(block);
        // Read afresh, because a block's canonical form is remembered.
        assert.deepEqual(canonicalBlock(parseBlock(formatBlock(once))), once);
        assert.equal(canonicalBlock(once), once);
      }),
    );
  });

  it('never has more layers than the block', () => {
    fc.assert(
      fc.property(fc.oneof(anyBlock(), anyBlock(23, ['maxPooling', 'identity'])), (block) => {
        assert.ok(canonicalBlock(block).layers.length <= block.layers.length);
      }),
    );
  });

  for (const [what, blocks] of [
    ['any layers', anyBlock()],
    ['layers that are much alike', anyBlock(23, ['convolution', 'add'])],
    ['few layers', anyBlock(6)],
  ] as const) {
    it(`does not depend on order, forwarding layers and repetitions, of ${what}`, () => {
      fc.assert(
        fc.property(blocks, anyDraw, (block, draw) => {
          let rewritten = block;
          for (let step = draw(4); step > 0; step--) {
            rewritten = insertForwarding(repeatWeightless(rewritten, draw), draw);
          }
          rewritten = reorder(rewritten, draw);
          assert.equal(formatBlock(canonicalBlock(rewritten)), formatBlock(canonicalBlock(block)));
        }),
        { numRuns: 300 },
      );
    });
  }

  it('agrees with trying every order, for all codes of up to three layers', () => {
    const codes = [1, 2, 3].reduce<readonly (readonly ReturnType<typeof legalLayers>[number][])[][]>(
      (lengths, index) => [
        ...lengths,
        (lengths.at(-1) ?? []).flatMap((code) => legalLayers(index).map((layer) => [...code, layer])),
      ],
      [[[]]],
    );
    const blocks = codes.slice(1).flat().map(createBlock);
    assert.equal(blocks.length, 10 + 10 * 24 + 10 * 24 * 42);
    assertSameClasses(blocks);
  });

  it('agrees with trying every order, for larger codes of few types', () => {
    const blocks = fc.sample(anyBlock(5, ['convolution', 'maxPooling', 'add', 'concat', 'identity']), 2000);
    assertSameClasses(blocks);
    assertSameClasses(fc.sample(anyBlock(6, ['convolution', 'add']), 300));
  });

  function assertSameClasses(blocks: readonly ReturnType<typeof parseBlock>[]): void {
    const byDescription = new Map<string, string>();
    const byCanonical = new Map<string, string>();
    for (const block of blocks) {
      const description = descriptionByEveryOrder(block);
      const text = formatBlock(canonicalBlock(block));
      assert.equal(byDescription.get(description) ?? text, text);
      assert.equal(byCanonical.get(text) ?? description, description);
      byDescription.set(description, text);
      byCanonical.set(text, description);
    }
  }

  const symmetric: readonly [what: string, layers: readonly string[]][] = [
    ['23 equal convolutions', Array.from({ length: 23 }, () => 'conv3@0')],
    ['23 equal projected adds', Array.from({ length: 23 }, () => 'add@0+0')],
    [
      '11 equal chains',
      Array.from({ length: 22 }, (_, i) => (i % 2 === 0 ? 'conv3@0' : `conv3@${String(i)}`)),
    ],
    ['a binary tree', Array.from({ length: 23 }, (_, i) => `conv3@${String(Math.floor(i / 2))}`)],
    ['rings of 3, 4 and 4', ring(3, 4, 4)],
    ['a ring of 11', ring(11)],
  ];
  for (const [what, layers] of symmetric) {
    it(`comes to an end for ${what}, whatever their order`, () => {
      const block = parseBlock(layers.join());
      const expected = canonicalBlock(block);
      fc.assert(
        fc.property(anyDraw, (draw) => {
          assert.deepEqual(canonicalBlock(reorder(block, draw)), expected);
        }),
        { numRuns: 5 },
      );
    });
  }
});

/** Convolutions with an add of every two that stand side by side, in rings of so many. */
function ring(...sizes: readonly number[]): readonly string[] {
  const convolutions = sizes.flatMap((size) => Array.from({ length: size }, () => 'conv3@0'));
  let offset = 1;
  const adds = sizes.flatMap((size) => {
    const first = offset;
    offset += size;
    return Array.from(
      { length: size },
      (_, i) => `add@${String(first + i)}+${String(first + ((i + 1) % size))}`,
    );
  });
  return [...convolutions, ...adds];
}

describe('block id', () => {
  it('is 16 hexadecimal digits of the canonical text', () => {
    fc.assert(
      fc.property(anyBlock(), (block) => {
        assert.match(blockId(block), /^[0-9a-f]{16}$/);
      }),
    );
  });

  // Ids are kept in databases. A change of the canonical order changes them: it needs a migration, not a new list here.
  const kept: readonly [text: string, id: string][] = [
    ['id@0', '86063c2faa7c4aa6'],
    ['conv3@0', 'b0ff6e3aa053a812'],
    ['conv3@0,conv3@1,add@2+0', 'df04089b8c1ea014'],
    ['conv1@0,conv3@1,conv1@0,conv5@3,max3@0,conv1@5,conv1@0,cat@4+2,cat@8+6,cat@9+7', '1a4149b3b8ead352'],
    [
      'conv3@0,conv3@0,conv3@0,conv3@0,conv1@0,add@1+2,add@2+3,add@3+4,add@4+1,add@5+6,conv3@10,conv3@7,cat@11+12,' +
        'max3@13,conv5@14,add@15+8',
      '9a9c87f2dba5c653',
    ],
    [
      'id@0,cat@0+1,add@2+1,avg1@1,max1@2,conv3@4,max1@0,avg3@6,max1@5,id@1,add@8+10,max3@1,max1@3,conv5@8,conv1@0,' +
        'id@3,cat@6+5,add@16+12,cat@17+2,conv5@5,cat@19+14,conv5@20,conv5@3',
      'c3eb4899fee944e5',
    ],
  ];
  for (const [text, id] of kept) {
    it(`of ${text} stays ${id}`, () => {
      assert.equal(blockId(parseBlock(text)), id);
    });
  }
});
