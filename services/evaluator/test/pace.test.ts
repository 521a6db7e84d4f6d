import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Pace } from '../src/child/pace.js';

const step = (epoch: number, images: number, thrownAway = 0) => ({
  epoch,
  epochsBefore: epoch - 1 - thrownAway,
  images,
  totalImages: 100,
});

it('counts images a second of late, and the time left by all the time since the first step', () => {
  const pace = new Pace(3);
  // Whatever was done before the first step that is seen, and however long it took, does not count.
  assert.deepEqual(pace.observe(step(1, 40), 1000), { imagesPerSecond: 0 });
  assert.deepEqual(pace.observe(step(1, 60), 2000), { imagesPerSecond: 20, remainingSeconds: 12 });
  assert.deepEqual(pace.observe(step(1, 100), 3000), { imagesPerSecond: 30, remainingSeconds: 200 / 30 });
  // After four seconds of validation.
  const { imagesPerSecond, remainingSeconds } = pace.observe(step(2, 20), 7000);
  assert.equal(imagesPerSecond, 12, 'since the step that is 5 s old');
  assert.equal(remainingSeconds, 180 / (80 / 6));
});

it('does not count epochs that a restart threw away', () => {
  const pace = new Pace(2);
  pace.observe(step(2, 0, 1), 0);
  assert.deepEqual(pace.observe(step(2, 50, 1), 1000), { imagesPerSecond: 50, remainingSeconds: 3 });
});
