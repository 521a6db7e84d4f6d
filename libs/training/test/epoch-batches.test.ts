import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Augmentation, epochBatches } from '@blockqnn/training';
import fc from 'fast-check';

const AUGMENTED: Augmentation = { batchSize: 8, cropPadding: 4, horizontalFlip: true };

describe('index stream of an epoch', () => {
  test('takes every image once, in few batches of nearly equal size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 64 }),
        fc.nat(2 ** 32 - 1),
        (count, batchSize, seed) => {
          const indices = Int32Array.from({ length: count }, (_, i) => 3 * i);
          const batches = [...epochBatches(indices, { ...AUGMENTED, batchSize }, seed)];
          assert.deepEqual(
            batches.flatMap((batch) => [...batch.indices]).sort((a, b) => a - b),
            [...indices],
          );
          assert.equal(batches.length, Math.ceil(count / batchSize));
          const sizes = batches.map((batch) => batch.indices.length);
          assert.ok(Math.max(...sizes) <= batchSize && Math.max(...sizes) - Math.min(...sizes) <= 1);
          for (const batch of batches) {
            assert.equal(batch.shifts.length, 2 * batch.indices.length);
            assert.equal(batch.flips.length, batch.indices.length);
          }
        },
      ),
    );
  });

  test('follows from the seed alone', () => {
    const indices = Int32Array.from({ length: 40 }, (_, i) => i);
    assert.deepEqual([...epochBatches(indices, AUGMENTED, 1)], [...epochBatches(indices, AUGMENTED, 1)]);
    const orders = [1, 2].map((seed) =>
      [...epochBatches(indices, AUGMENTED, seed)].flatMap((batch) => [...batch.indices]),
    );
    assert.notDeepEqual(orders[0], orders[1]);
    assert.deepEqual([...indices], [...Array(40).keys()], 'the given indices are left as they are');
  });

  test('draws shifts evenly from −padding to padding and mirrors half of the images', () => {
    const indices = Int32Array.from({ length: 9000 }, (_, i) => i);
    const [batch] = epochBatches(indices, { ...AUGMENTED, batchSize: 9000 }, 5);
    assert.ok(batch);
    for (let shift = -4; shift <= 4; shift += 1) {
      const share = batch.shifts.filter((drawn) => drawn === shift).length / batch.shifts.length;
      assert.ok(Math.abs(share - 1 / 9) < 0.01, `shift ${shift}: ${share}`);
    }
    const mirrored = batch.flips.reduce((sum, flip) => sum + flip, 0) / indices.length;
    assert.ok(Math.abs(mirrored - 0.5) < 0.02, `mirrored ${mirrored}`);
  });

  test('leaves images as they are where augmentation is off', () => {
    const [batch] = epochBatches(
      Int32Array.of(4, 5),
      { batchSize: 8, cropPadding: 0, horizontalFlip: false },
      1,
    );
    assert.deepEqual([...(batch?.shifts ?? [])], [0, 0, 0, 0]);
    assert.deepEqual([...(batch?.flips ?? [])], [0, 0]);
  });
});
