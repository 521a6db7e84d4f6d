import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  blockDistance,
  blockId,
  BlockIndex,
  blockProfile,
  blockSketch,
  canonicalBlock,
  formatBlock,
  formatSketch,
  type Block,
  type NearestWanted,
} from '@blockqnn/nsc';
import { LAYER_BYTES, readCompactLayers } from '../src/distance/compact-layers.js';
import { anyBlock } from './arbitraries.js';

/** Small blocks of few types are often equally near. */
const block = fc.oneof(anyBlock(), anyBlock(4, ['convolution', 'add', 'identity']), anyBlock(3));

function different(blocks: readonly Block[]): Block[] {
  return [...new Map(blocks.map((each) => [blockId(each), canonicalBlock(each)])).values()];
}

function indexed(each: Block, ordinal: number) {
  return { id: blockId(each), ordinal, nsc: formatBlock(each), sketch: formatSketch(blockSketch(each)) };
}

function nearest(index: BlockIndex, wanted: NearestWanted, meanwhile = () => {}) {
  const search = index.nearest(wanted);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
    meanwhile();
  }
}

/** By looking at each. */
function plainly(blocks: readonly Block[], one: Block, count: number, counts: (ordinal: number) => boolean) {
  return blocks
    .map((each, at) => ({ id: blockId(each), ordinal: at + 1, distance: blockDistance(one, each) }))
    .filter(({ distance, ordinal }) => distance > 0 && counts(ordinal))
    .sort((two, three) => two.distance - three.distance || (two.id < three.id ? -1 : 1))
    .slice(0, count);
}

test('the nearest of any blocks, of all or of some, as looking at each finds them', () => {
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 60 }),
      block,
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 4 }),
      (drawn, stranger, count, every) => {
        const blocks = different(drawn);
        const index = new BlockIndex();
        for (const [at, each] of blocks.entries()) index.add(indexed(each, at + 1));
        assert.equal(index.size, blocks.length);
        for (const one of [stranger, blocks[0] as Block]) {
          const wanted = { id: blockId(one), profile: blockProfile(one), count };
          assert.deepEqual(
            nearest(index, wanted),
            plainly(blocks, one, count, () => true),
          );
          const some = blocks.map((_, at) => at + 1).filter((ordinal) => ordinal % every === 0);
          assert.deepEqual(
            nearest(index, { ...wanted, ordinals: Float64Array.from(some) }),
            plainly(blocks, one, count, (ordinal) => ordinal % every === 0),
          );
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('many blocks are looked through in steps, and those that come in between do not count', () => {
  const blocks = different(fc.sample(anyBlock(), { numRuns: 4000, seed: 5 }));
  const index = new BlockIndex();
  for (const [at, each] of blocks.entries()) index.add(indexed(each, at + 1));
  let steps = 0;
  let added = blocks.length;
  const [one] = blocks as [Block];
  const newcomers = different(fc.sample(anyBlock(), { numRuns: 3000, seed: 6 }));
  // All of them, so that there is much to do.
  const near = nearest(index, { id: blockId(one), profile: blockProfile(one), count: 5000 }, () => {
    steps += 1;
    for (const each of newcomers.splice(0, 1000)) index.add(indexed(each, ++added));
  });
  assert.ok(steps > 3, `${steps} steps`);
  assert.equal(near.length, blocks.length - 1);
  assert.ok(near.every(({ ordinal }) => ordinal <= blocks.length));
});

test('the compact form of a canonical code says what the block says', () => {
  const compact = new Uint8Array(23 * LAYER_BYTES);
  const names = ['conv1', 'conv3', 'conv5', 'max3', 'avg3', 'id', 'add', 'cat'];
  fc.assert(
    fc.property(block, (drawn) => {
      const text = formatBlock(canonicalBlock(drawn));
      const layers = readCompactLayers(text, compact);
      const back = Array.from({ length: layers }, (_, at) => {
        const [kind = 0, one, two] = compact.subarray(at * LAYER_BYTES, (at + 1) * LAYER_BYTES);
        return `${names[kind]}@${one}${two === 255 ? '' : `+${two}`}`;
      });
      assert.equal(back.join(','), text);
    }),
  );
  assert.throws(() => readCompactLayers('conv7@0', compact), RangeError);
  assert.throws(() => readCompactLayers(Array(24).fill('conv3@0').join(','), compact), RangeError);
});
