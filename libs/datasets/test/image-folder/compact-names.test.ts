import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CompactNames } from '../../src/image-folder/compact-names.js';

test('names come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.nat(), (names, count) => {
      const compact = new CompactNames(names);
      assert.equal(compact.count, names.length);
      assert.deepEqual(
        names.map((_, i) => compact.at(i)),
        names,
      );
      const first = compact.first(count);
      assert.deepEqual(
        Array.from({ length: first.count }, (_, i) => first.at(i)),
        names.slice(0, count),
      );
      assert.throws(() => compact.at(names.length), RangeError);
      assert.throws(() => compact.at(-1), RangeError);
    }),
  );
});
