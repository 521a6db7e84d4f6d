import assert from 'node:assert/strict';
import test from 'node:test';
import { RepeatedFailure } from '../src/repeated-failure.js';

test('an hour of the same failure makes a dozen lines', () => {
  const failure = new RepeatedFailure();
  let lines = 0;
  for (let attempt = 0; attempt < 720; attempt++) if (failure.failed(new Error('refused'))) lines += 1;
  assert.equal(lines, 10);
  assert.equal(failure.count, 720);
});

test('another failure is told of at once, and one that was told of is no news', () => {
  const failure = new RepeatedFailure();
  const worth = ['a', 'a', 'a', 'b', 'a', 'b', 'a'].map((text) => failure.failed(new Error(text)));
  assert.deepEqual(worth, [true, true, false, true, false, false, false]);
  failure.succeeded();
  assert.equal(failure.failed(new Error('a')), true);
});

test('messages that are never the same are no flood', () => {
  const failure = new RepeatedFailure();
  let lines = 0;
  for (let attempt = 0; attempt < 1000; attempt++) if (failure.failed(new Error(`at ${attempt}`))) lines += 1;
  assert.ok(lines < 30, String(lines));
});
