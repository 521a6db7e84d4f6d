import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type Batch,
  batchSize as sizeOf,
  epochBatches,
  type EpochRecipe,
  type LoadedImages,
} from '@blockqnn/training';
import fc from 'fast-check';

const AUGMENTED: EpochRecipe = { batchSize: 8, cropPadding: 4, horizontalFlip: true, cutOut: 0, mixUp: 0 };

/** Batches only name images. */
const FROM: LoadedImages = {
  count: 9000,
  shape: { height: 8, width: 6, channels: 3 },
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

function indicesOf({ images }: Batch): number[] {
  assert.ok(images.kind === 'loaded');
  return [...images.indices];
}

describe('index stream of an epoch', () => {
  test('takes every image once, in few batches of nearly equal size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 64 }),
        fc.nat(2 ** 32 - 1),
        (count, batchSize, seed) => {
          const indices = Int32Array.from({ length: count }, (_, i) => 3 * i);
          const batches = [...epochBatches(FROM, indices, { ...AUGMENTED, batchSize }, seed)];
          assert.deepEqual(
            batches.flatMap(indicesOf).sort((a, b) => a - b),
            [...indices],
          );
          assert.equal(batches.length, Math.ceil(count / batchSize));
          const sizes = batches.map((batch) => sizeOf(batch));
          assert.ok(Math.max(...sizes) <= batchSize && Math.max(...sizes) - Math.min(...sizes) <= 1);
          for (const batch of batches) {
            assert.equal(batch.shifts?.length, 2 * sizeOf(batch));
            assert.equal(batch.flips?.length, sizeOf(batch));
          }
        },
      ),
    );
  });

  test('follows from the seed alone', () => {
    const indices = Int32Array.from({ length: 40 }, (_, i) => i);
    assert.deepEqual(
      [...epochBatches(FROM, indices, AUGMENTED, 1)],
      [...epochBatches(FROM, indices, AUGMENTED, 1)],
    );
    const orders = [1, 2].map((seed) => [...epochBatches(FROM, indices, AUGMENTED, seed)].flatMap(indicesOf));
    assert.notDeepEqual(orders[0], orders[1]);
    assert.deepEqual([...indices], [...Array(40).keys()], 'the given indices are left as they are');
  });

  test('draws shifts evenly from −padding to padding and mirrors half of the images', () => {
    const indices = Int32Array.from({ length: 9000 }, (_, i) => i);
    const [batch] = epochBatches(FROM, indices, { ...AUGMENTED, batchSize: 9000 }, 5);
    assert.ok(batch?.shifts && batch.flips);
    for (let shift = -4; shift <= 4; shift += 1) {
      const share = batch.shifts.filter((drawn) => drawn === shift).length / batch.shifts.length;
      assert.ok(Math.abs(share - 1 / 9) < 0.01, `shift ${shift}: ${share}`);
    }
    const mirrored = batch.flips.reduce((sum, flip) => sum + flip, 0) / indices.length;
    assert.ok(Math.abs(mirrored - 0.5) < 0.02, `mirrored ${mirrored}`);
  });

  test('leaves images as they are where augmentation is off', () => {
    const off = { batchSize: 8, cropPadding: 0, horizontalFlip: false, cutOut: 0, mixUp: 0 };
    const [batch] = epochBatches(FROM, Int32Array.of(4, 5), off, 1);
    assert.deepEqual(Object.keys(batch ?? {}), ['images']);
  });

  test('leaves out the first batches and nothing else', () => {
    const indices = Int32Array.from({ length: 40 }, (_, i) => i);
    const recipe = { ...AUGMENTED, cutOut: 3, mixUp: 0.5 };
    const all = [...epochBatches(FROM, indices, recipe, 1)];
    assert.deepEqual([...epochBatches(FROM, indices, recipe, 1, 3)], all.slice(3));
  });

  test('blanks squares around every pixel, and mixes each image with another or itself', () => {
    const indices = Int32Array.from({ length: 4000 }, (_, i) => i);
    const recipe = { ...AUGMENTED, batchSize: 4000, cutOut: 3, mixUp: 1 };
    const [batch] = epochBatches(FROM, indices, recipe, 2);
    assert.ok(batch?.cutOut && batch.mixUp);
    const corners = [...batch.cutOut.corners];
    const [rows, columns] = [0, 1].map((side) => corners.filter((_, i) => i % 2 === side));
    assert.deepEqual(
      [...new Set(rows)].sort((a, b) => a - b),
      [-1, 0, 1, 2, 3, 4, 5, 6],
    );
    assert.deepEqual(
      [...new Set(columns)].sort((a, b) => a - b),
      [-1, 0, 1, 2, 3, 4],
    );
    assert.deepEqual(
      [...batch.mixUp.partners].sort((a, b) => a - b),
      [...indices],
    );
  });

  test('draws shares to mix from the beta distribution', () => {
    const indices = Int32Array.from({ length: 2000 }, (_, i) => i);
    for (const alpha of [0.01, 0.2, 1]) {
      const recipe = { ...AUGMENTED, batchSize: 1, mixUp: alpha };
      const shares = [...epochBatches(FROM, indices, recipe, 3)].map(({ mixUp }) => mixUp?.share ?? NaN);
      const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
      const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length;
      assert.ok(Math.abs(mean - 0.5) < 0.03, `mean ${mean}`);
      assert.ok(Math.abs(variance - 1 / (4 * (2 * alpha + 1))) < 0.01, `variance ${variance}`);
    }
  });
});
