import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distanceInDeviations, spreadOf } from './spread.js';

test('the spread of three values', () => {
  assert.deepEqual(spreadOf([1, 2, 3]), { mean: 2, deviation: 1 });
  assert.throws(() => spreadOf([1]), RangeError);
});

test('means one deviation apart, whichever comes first', () => {
  const [one, other] = [spreadOf([1, 2, 3]), spreadOf([2, 3, 4])];
  assert.equal(distanceInDeviations(one, other), 1);
  assert.equal(distanceInDeviations(other, one), 1);
  // Variances 1 and 49: their mean is 25.
  assert.equal(distanceInDeviations(one, spreadOf([0, 7, 14])), 1);
});
