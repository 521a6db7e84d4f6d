import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  blockDistance,
  blockId,
  blockProfile,
  blockSketch,
  canonicalBlock,
  distanceBound,
  formatSketch,
  MAX_LAYERS,
  parseBlock,
  profileDistance,
  readSketch,
  SKETCH_BYTES,
  type Block,
} from '@blockqnn/nsc';
import { leastAssignment } from '../src/distance/assignment.js';
import { anyBlock } from './arbitraries.js';

const RUNS = { numRuns: 500 };

/** Small blocks of few types are often near to each other, and sometimes the same. */
const block = fc.oneof(anyBlock(), anyBlock(4, ['convolution', 'add', 'identity']), anyBlock(3));
const distance = (one: string, two: string): number => blockDistance(parseBlock(one), parseBlock(two));

test('changes of a block, each with its distance', () => {
  const residual = 'conv3@0,conv3@1,add@2+0';
  assert.equal(distance(residual, residual), 0);
  // The add and its three links at their own ends, and what the last convolution is read by.
  assert.equal(distance(residual, 'conv3@0,conv3@1'), 1 + 3 / 2 + 1 / 2);
  // Another kernel, which the layer's two neighbours notice.
  assert.equal(distance(residual, 'conv3@0,conv5@1,add@2+0'), 1 + 2 / 2);
  // The short-cut begins elsewhere: its old and its new place notice, and the add.
  assert.equal(distance(residual, 'conv3@0,conv3@1,add@2+1'), 1);
  assert.equal(distance('conv3@0', 'conv5@0'), 1);
  assert.equal(distance('conv3@0', 'max3@0'), 1);
});

test('one and the same exactly for one block, however it is written', () => {
  fc.assert(
    fc.property(block, block, (one, two) => {
      assert.equal(blockDistance(one, canonicalBlock(one)), 0);
      assert.equal(blockDistance(one, two) === 0, blockId(one) === blockId(two));
    }),
    RUNS,
  );
});

test('different blocks are apart even where every layer has the same neighbours', () => {
  // Two chains against one that is longer and one that is shorter: alike, layer by layer.
  const one = 'conv3@0,conv3@1,conv3@2,conv3@0,conv3@4,conv3@5';
  const two = 'conv3@0,conv3@1,conv3@2,conv3@3,conv3@0,conv3@5';
  assert.equal(distance(one, two), 0.5);
});

test('symmetric', () => {
  fc.assert(
    fc.property(block, block, (one, two) => {
      assert.equal(blockDistance(one, two), blockDistance(two, one));
    }),
    RUNS,
  );
});

test('no way round is shorter', () => {
  fc.assert(
    fc.property(block, block, block, (one, two, three) => {
      const direct = blockDistance(one, three);
      const round = blockDistance(one, two) + blockDistance(two, three);
      assert.ok(direct <= round, `${direct} > ${round}`);
    }),
    RUNS,
  );
});

test('never below its bound, which never is below 0, and the same sketch comes back from its text', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
      const [first] = blocks as [Block];
      const sketches = new Uint8Array(blocks.length * SKETCH_BYTES);
      for (const [at, each] of blocks.entries()) readSketch(formatSketch(blockSketch(each)), sketches, at);
      for (const [at, each] of blocks.entries()) {
        const bound = distanceBound(blockSketch(first), sketches, at);
        assert.deepEqual(sketches.slice(at * SKETCH_BYTES, (at + 1) * SKETCH_BYTES), blockSketch(each));
        assert.ok(bound >= 0 && bound <= blockDistance(first, each));
      }
    }),
    RUNS,
  );
});

test('a limit changes no distance within it, and lets none beyond it seem within', () => {
  fc.assert(
    fc.property(block, block, fc.integer({ min: 0, max: 40 }), (one, two, limit) => {
      const exact = blockDistance(one, two);
      const limited = profileDistance(blockProfile(one), blockProfile(two), limit / 2);
      if (exact <= limit / 2) assert.equal(limited, exact);
      else assert.ok(limited > limit / 2);
    }),
    RUNS,
  );
});

test('the assignment is the least of all', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 6 })
        .chain((size) =>
          fc.tuple(
            fc.constant(size),
            fc.array(fc.nat(20), { minLength: size * size, maxLength: size * size }),
          ),
        ),
      ([size, costs]) => {
        const least = (row: number, taken: ReadonlySet<number>): number => {
          if (row === size) return 0;
          return Math.min(
            ...Array.from({ length: size }, (_, column) =>
              taken.has(column)
                ? Number.POSITIVE_INFINITY
                : (costs[row * size + column] ?? 0) + least(row + 1, new Set([...taken, column])),
            ),
          );
        };
        assert.equal(leastAssignment(Int32Array.from(costs), size), least(0, new Set()));
      },
    ),
    { numRuns: 100 },
  );
});

test('the largest blocks fit their sketch', () => {
  const adds = Array.from({ length: MAX_LAYERS }, (_, at) => `add@${at}+${at}`).join(',');
  const fans = Array.from({ length: MAX_LAYERS }, () => 'conv3@0').join(',');
  for (const code of [adds, fans]) {
    const sketch = blockSketch(parseBlock(code));
    const back = new Uint8Array(SKETCH_BYTES);
    readSketch(formatSketch(sketch), back);
    assert.deepEqual(back, sketch);
  }
  assert.ok(distance(adds, fans) < 100);
});
