import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ActionValues } from '../src/action-values.js';

const MOST = 12;

/** Few ranks and values, so that actions are tried again and values meet. */
const updates = fc.array(fc.tuple(fc.nat(MOST), fc.integer({ min: -2, max: 2 })), { maxLength: 40 });

test('after any updates all is as a plain map says', () => {
  fc.assert(
    fc.property(updates, (tried) => {
      const values = new ActionValues();
      const plain = new Map<number, number>();
      for (const [rank, value] of tried) {
        values.set(rank, value);
        plain.set(rank, value);
        assert.equal(values.highest, Math.max(...plain.values()));
      }
      assert.equal(values.size, plain.size);
      const ranks = Array.from({ length: MOST + 1 }, (_, rank) => rank);
      for (const rank of ranks) assert.equal(values.get(rank), plain.get(rank));
      for (const value of [-2, -1, 0, 1, 2]) {
        assert.deepEqual(
          values.ranksOf(value),
          ranks.filter((rank) => plain.get(rank) === value),
        );
      }
      const untried = ranks.filter((rank) => !plain.has(rank));
      assert.deepEqual(
        untried.map((_, place) => values.untriedRank(place)),
        untried,
      );
    }),
  );
});

test('no action tried: nothing is the highest', () => {
  assert.equal(new ActionValues().highest, -Infinity);
});
