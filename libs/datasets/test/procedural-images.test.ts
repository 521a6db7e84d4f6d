import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Images } from '../src/image-set.js';
import { GLYPHS } from '../src/glyph.js';
import { generateProceduralImages, PROCEDURAL_OPTIONS } from '../src/procedural-images.js';

const set = generateProceduralImages();
const imageBytes = 16 * 16 * 3;

test('2,000 training and 500 test images, 16 × 16 in colour, ten balanced classes', () => {
  assert.deepEqual(set.shape, { height: 16, width: 16, channels: 3 });
  assert.equal(set.classes.length, 10);
  for (const [images, count] of [
    [set.train, 2000],
    [set.test, 500],
  ] as const) {
    assert.equal(images.count, count);
    assert.equal(images.labels.length, count);
    assert.equal(images.pixels.length, count * imageBytes);
    for (let label = 0; label < 10; label++) {
      assert.equal(images.labels.filter((one) => one === label).length, count / 10);
    }
  }
});

test('the bytes are the same everywhere', () => {
  const hash = createHash('sha256').update(set.train.pixels).update(set.test.pixels).digest('hex');
  assert.equal(hash, 'a54bad13d40f322b66d70c00e0a49bff0eefe2f365ee6be86c3b76e958234dd6');
});

test('another seed gives other images, and no test image is a training image', () => {
  const other = generateProceduralImages({ ...PROCEDURAL_OPTIONS, seed: 2, trainCount: 10, testCount: 10 });
  const seen = new Set(rows(set.train).map((row) => Buffer.from(row).toString('base64')));
  assert.equal(seen.size, 2000);
  for (const row of [...rows(set.test), ...rows(other.train), ...rows(other.test)]) {
    assert.ok(!seen.has(Buffer.from(row).toString('base64')));
  }
});

test('every class is its own mirror image, so that flipped training images keep their labels', () => {
  const key = (ends: readonly string[]): string => [...ends].sort().join(' to ');
  for (const { name, strokes } of GLYPHS) {
    const drawn = strokes.map((s) => key([`${s.fromX},${s.fromY}`, `${s.toX},${s.toY}`]));
    const mirrored = strokes.map((s) => key([`${0 - s.fromX},${s.fromY}`, `${0 - s.toX},${s.toY}`]));
    assert.deepEqual(mirrored.sort(), drawn.sort(), name);
  }
});

test('no feature without space tells the classes: colours and pixels stay near chance', () => {
  const colours = (row: Uint8Array): number[] =>
    [0, 1, 2].flatMap((channel) => moments(row.filter((_, i) => i % 3 === channel)));
  assert.ok(nearestMeanAccuracy(colours) < 0.2, `colours: ${nearestMeanAccuracy(colours)}`);
  const pixels = (row: Uint8Array): number[] => [...row];
  assert.ok(nearestMeanAccuracy(pixels) < 0.2, `pixels: ${nearestMeanAccuracy(pixels)}`);
});

function rows({ pixels, count }: Images): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => pixels.subarray(i * imageBytes, (i + 1) * imageBytes));
}

function moments(values: Uint8Array): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
}

/** Share of the test images whose class has the nearest mean feature vector over the training images. */
function nearestMeanAccuracy(feature: (row: Uint8Array) => number[]): number {
  const features = rows(set.train).map(feature);
  const means = GLYPHS.map((_, label) => {
    const own = features.filter((_, i) => set.train.labels[i] === label);
    return (own[0] ?? []).map((_, d) => own.reduce((sum, one) => sum + (one[d] ?? 0), 0) / own.length);
  });
  const right = rows(set.test).filter((row, i) => {
    const one = feature(row);
    const distances = means.map((mean) =>
      mean.reduce((sum, value, d) => sum + (value - (one[d] ?? 0)) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances)) === set.test.labels[i];
  });
  return right.length / set.test.count;
}
