import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { copyBatchPixels } from '../src/batch-pixels.js';

const SHAPE = { height: 2, width: 3, channels: 1 } as const;
const PIXELS = Uint8Array.of(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 255);

function copied(indices: readonly number[], shifts: readonly number[], flips: readonly number[]): number[] {
  const target = new Uint8Array(6 * indices.length).fill(9);
  const batch = {
    indices: Int32Array.from(indices),
    shifts: Int8Array.from(shifts),
    flips: Uint8Array.from(flips),
  };
  copyBatchPixels(PIXELS, SHAPE, batch, target);
  return [...target];
}

describe('pixels of a batch', () => {
  test('are those of the images, in the order of the batch', () => {
    assert.deepEqual(copied([1, 0], [0, 0, 0, 0], [0, 0]), [11, 12, 13, 14, 15, 255, 1, 2, 3, 4, 5, 6]);
    const target = new Uint8Array(6);
    copyBatchPixels(PIXELS, SHAPE, { indices: Int32Array.of(1) }, target);
    assert.deepEqual([...target], [11, 12, 13, 14, 15, 255]);
  });

  test('come from a window shifted down and right, black beside the image', () => {
    assert.deepEqual(copied([0], [1, 0], [0]), [4, 5, 6, 0, 0, 0]);
    assert.deepEqual(copied([0], [-1, 0], [0]), [0, 0, 0, 1, 2, 3]);
    assert.deepEqual(copied([0], [0, 1], [0]), [2, 3, 0, 5, 6, 0]);
    assert.deepEqual(copied([0], [0, -2], [0]), [0, 0, 1, 0, 0, 4]);
    assert.deepEqual(copied([0], [2, -3], [0]), [0, 0, 0, 0, 0, 0]);
    assert.deepEqual(copied([0], [-5, 5], [0]), [0, 0, 0, 0, 0, 0]);
    assert.deepEqual(copied([0], [0, -8], [0]), [0, 0, 0, 0, 0, 0]);
  });

  test('are mirrored after the crop', () => {
    assert.deepEqual(copied([0], [0, 0], [1]), [3, 2, 1, 6, 5, 4]);
    assert.deepEqual(copied([0], [0, 1], [1]), [0, 3, 2, 0, 6, 5]);
    assert.deepEqual(copied([0], [0, -4], [1]), [0, 0, 0, 0, 0, 0]);
  });

  test('are black in a square, cut off at the edges, after the image was moved', () => {
    const blanked = (side: number, top: number, left: number): number[] => {
      const target = new Uint8Array(6);
      const cutOut = { side, corners: Int16Array.of(top, left) };
      const copy = { indices: Int32Array.of(0), flips: Uint8Array.of(1), cutOut };
      copyBatchPixels(PIXELS, SHAPE, copy, target);
      return [...target];
    };
    assert.deepEqual(blanked(1, 0, 0), [0, 2, 1, 6, 5, 4]);
    assert.deepEqual(blanked(2, 1, 1), [3, 2, 1, 6, 0, 0]);
    assert.deepEqual(blanked(2, -1, 2), [3, 2, 0, 6, 5, 4]);
    assert.deepEqual(blanked(2, -1, -1), [0, 2, 1, 6, 5, 4]);
    assert.deepEqual(blanked(2, 0, 3), [3, 2, 1, 6, 5, 4]);
    assert.deepEqual(blanked(9, -3, -3), [0, 0, 0, 0, 0, 0]);
  });
});
