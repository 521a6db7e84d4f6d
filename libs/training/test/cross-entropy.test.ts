import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { crossEntropy } from '../src/wasm/cross-entropy.js';

describe('cross-entropy', () => {
  test('sums −ln p of the labels and counts the largest logits', () => {
    const { loss, correct } = crossEntropy(Float32Array.of(0, Math.log(3), 0, 0), Uint16Array.of(1, 0));
    assert.ok(Math.abs(loss - (Math.log(4 / 3) + Math.log(2))) < 1e-7);
    assert.equal(correct, 2);
  });

  test('gives the gradient of the mean: (p − target) / images', () => {
    const gradient = new Float32Array(4);
    crossEntropy(Float32Array.of(0, Math.log(3), 0, 0), Uint16Array.of(1, 0), gradient);
    for (const [index, expected] of [0.125, -0.125, -0.25, 0.25].entries()) {
      assert.ok(Math.abs((gradient[index] ?? 0) - expected) < 1e-7, gradient.join());
    }
  });

  test('overflows nowhere and lets no number hide that there is none', () => {
    assert.equal(crossEntropy(Float32Array.of(1e30, -1e30), Uint16Array.of(0)).loss, 0);
    for (const broken of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const { loss, correct } = crossEntropy(Float32Array.of(broken, 0), Uint16Array.of(1));
      assert.ok(Number.isNaN(loss) || loss === Infinity);
      assert.equal(correct, 0);
    }
  });

  test('counts a tie for the first class alone', () => {
    assert.equal(crossEntropy(Float32Array.of(1, 1), Uint16Array.of(0)).correct, 1);
    assert.equal(crossEntropy(Float32Array.of(1, 1), Uint16Array.of(1)).correct, 0);
  });
});
