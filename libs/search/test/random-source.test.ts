import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RandomSource } from '../src/random-source.js';

const draws = (source: RandomSource, count = 20) => Array.from({ length: count }, () => source.below(1_000));

test('a seed and a stream give the same numbers, another seed or stream gives others', () => {
  const numbers = draws(RandomSource.fromSeed(7, 0));
  assert.deepEqual(draws(RandomSource.fromSeed(7, 0)), numbers);
  assert.notDeepEqual(draws(RandomSource.fromSeed(7, 1)), numbers);
  assert.notDeepEqual(draws(RandomSource.fromSeed(8, 0)), numbers);
});

test('a source goes on from its state', () => {
  const source = RandomSource.fromSeed(2 ** 32 - 1, 1);
  draws(source);
  const restored = RandomSource.fromState(source.state);
  assert.deepEqual(draws(restored), draws(source));
  assert.equal(restored.chance(0.5), source.chance(0.5));
});

test('the first numbers of neighbouring seeds are spread evenly and unrelated', () => {
  const firsts = Array.from({ length: 6_001 }, (_, seed) => RandomSource.fromSeed(seed, 0).below(6));
  const steps = firsts.slice(1).map((first, seed) => (first - (firsts[seed] ?? 0) + 6) % 6);
  for (const numbers of [firsts.slice(1), steps]) {
    const counts = [0, 1, 2, 3, 4, 5].map((number) => numbers.filter((found) => found === number).length);
    for (const count of counts) assert.ok(Math.abs(count - 1_000) < 120, counts.join());
  }
});

test('chance 0 never and chance 1 always', () => {
  const source = RandomSource.fromSeed(1, 0);
  for (let draw = 0; draw < 1_000; draw += 1) {
    assert.equal(source.chance(0), false);
    assert.equal(source.chance(1), true);
  }
});

test('nothing can be picked from nothing', () => {
  assert.throws(() => RandomSource.fromSeed(1, 0).pick([]), RangeError);
});
