import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { ASPECT, centreWindow, randomWindow, seedCrop, windowChoice } from '../../src/image-folder/crop.js';

const sides = fc.integer({ min: 1, max: 5000 });
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const scales = fc.double({ min: 0.01, max: 1, noNaN: true });

test('windows lie within the image', () => {
  fc.assert(
    fc.property(sides, sides, scales, seeds, (width, height, minScale, seed) => {
      for (const window of [
        randomWindow({ width, height }, minScale, xoroshiro128plus(seed)),
        centreWindow({ width, height }),
      ]) {
        for (const value of Object.values(window)) assert.ok(Number.isInteger(value), JSON.stringify(window));
        assert.ok(window.left >= 0 && window.top >= 0, JSON.stringify(window));
        assert.ok(window.width >= 1 && window.left + window.width <= width, JSON.stringify(window));
        assert.ok(window.height >= 1 && window.top + window.height <= height, JSON.stringify(window));
      }
    }),
  );
});

test('random windows keep to scale and shape, but for whole pixels', () => {
  const photo = fc.integer({ min: 100, max: 5000 });
  fc.assert(
    fc.property(photo, photo, scales, seeds, (width, height, minScale, seed) => {
      fc.pre(width / height < 1.3 && height / width < 1.3);
      const window = randomWindow({ width, height }, minScale, xoroshiro128plus(seed));
      // Half a pixel more or less on each side.
      const [w, h] = [window.width, window.height];
      assert.ok(((w + 0.5) * (h + 0.5)) / (width * height) >= minScale);
      assert.ok((w + 0.5) / (h - 0.5) >= ASPECT.least, `${w}×${h}`);
      assert.ok((w - 0.5) / (h + 0.5) <= ASPECT.most, `${w}×${h}`);
    }),
  );
});

test('random windows spread over scales, shapes and places', () => {
  const random = xoroshiro128plus(7);
  const image = { width: 1000, height: 1000 };
  const windows = Array.from({ length: 4000 }, () => randomWindow(image, 0.2, random));
  const mean = (of: (window: (typeof windows)[number]) => number) =>
    windows.reduce((sum, window) => sum + of(window), 0) / windows.length;
  const near = (actual: number, expected: number, within: number) => {
    assert.equal(Math.abs(actual - expected) < within, true, `${actual} for ${expected}`);
  };
  // Below 0.6, since windows of nearly the whole area fit only when they are nearly square; from a simulation
  // of torchvision's rule.
  near(
    mean(({ width, height }) => (width * height) / 1e6),
    0.5386,
    0.015,
  );
  near(
    mean(({ width, height }) => Math.log(width / height)),
    0,
    0.01,
  );
  near(
    mean(({ left, width }) => left + width / 2),
    500,
    8,
  );
  near(
    mean(({ top, height }) => top + height / 2),
    500,
    8,
  );
  assert.ok(windows.some(({ width, height }) => width / height > 1.25));
  assert.ok(windows.some(({ width, height }) => height / width > 1.25));
  assert.ok(windows.some(({ width, height }) => width * height < 0.22e6));
});

test('an image of a shape out of bounds gives the largest window of a shape within, in its middle', () => {
  const wide = randomWindow({ width: 4000, height: 30 }, 0.9, xoroshiro128plus(1));
  assert.deepEqual(wide, { width: 40, height: 30, left: 1980, top: 0 });
  const tall = randomWindow({ width: 30, height: 4000 }, 0.9, xoroshiro128plus(1));
  assert.deepEqual(tall, { width: 30, height: 40, left: 0, top: 1980 });
});

test('the centre window is that of "resize to 256, crop 224"', () => {
  assert.deepEqual(centreWindow({ width: 256, height: 256 }), { left: 16, top: 16, width: 224, height: 224 });
  assert.deepEqual(centreWindow({ width: 512, height: 256 }), {
    left: 144,
    top: 16,
    width: 224,
    height: 224,
  });
  assert.deepEqual(centreWindow({ width: 1, height: 3 }), { left: 0, top: 1, width: 1, height: 1 });
});

test("an image's window follows from the batch's seed and its place alone", () => {
  const image = { width: 300, height: 200 };
  const windows = (seed: number, order: readonly number[]) => {
    const crop = seedCrop({ kind: 'random', minScale: 0.3, seed }, 4);
    const found = order.map((place) => [place, windowChoice(crop, place)(image)] as const);
    return new Map(found);
  };
  const [there, back] = [windows(5, [0, 1, 2, 3]), windows(5, [3, 2, 1, 0])];
  for (const [place, window] of there) assert.deepEqual(back.get(place), window);
  assert.equal(new Set([...there.values()].map((window) => JSON.stringify(window))).size, 4);
  assert.notDeepEqual(windows(6, [0]).get(0), there.get(0));
});

for (const [crop, message] of [
  [{ kind: 'random', minScale: 0, seed: 1 }, /minScale: must be above 0 and at most 1; got 0/],
  [{ kind: 'random', minScale: 1.1, seed: 1 }, /minScale/],
  [{ kind: 'random', minScale: NaN, seed: 1 }, /minScale/],
  [{ kind: 'random', minScale: 1, seed: -1 }, /seed: must be a whole number from 0 to 4294967295; got -1/],
  [{ kind: 'random', minScale: 1, seed: 0.5 }, /seed/],
  [{ kind: 'random', minScale: 1, seed: 2 ** 32 }, /seed/],
] as const) {
  test(`a crop out of range is refused: ${JSON.stringify(crop)}`, () => {
    assert.throws(() => seedCrop(crop, 1), { name: 'RangeError', message });
  });
}
