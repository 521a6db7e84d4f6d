import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDataset, openImageFolder } from '@blockqnn/datasets';
import { buildLayerGraph, smallStack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { createEngine, QUICK_RECIPE, trainBlock } from '@blockqnn/training';
import { photoFolder } from './tools/photo-folder.js';
import { realImages } from './tools/real-images.js';

test('real photographs are decoded, all of them, and the grey ones counted', async (t) => {
  const directory = realImages(t, 'imagenette-mini');
  if (directory === undefined) return;
  await using folder = await openImageFolder({ name: 'photos', size: 32 }, { directory });
  const { count, labels } = folder.train;
  assert.equal(folder.classes.length, 10);
  assert.deepEqual([count, folder.validation.count], [1200, 500]);
  const batches = Array.from({ length: 12 }, (_, batch) => ({
    indices: Array.from({ length: 100 }, (_, i) => (batch * 100 + i * 121) % count),
    crop: { kind: 'random', minScale: 0.25, seed: batch },
  })) satisfies Parameters<typeof folder.decode>[1];
  let [batch, bright] = [0, 0];
  for await (const decoded of folder.decode('train', batches)) {
    const expected = Uint16Array.from(batches[batch]?.indices ?? [], (i) => labels[i] ?? NaN);
    assert.deepEqual(decoded.labels, expected);
    bright += decoded.pixels.reduce((sum, value) => sum + value, 0) / decoded.pixels.length;
    batch += 1;
  }
  // The mean of ImageNet is 115 to 124, by channel.
  assert.ok(Math.abs(bright / batch - 116) < 12, String(bright / batch));
  const { seen, grey, cmyk, truncated, unreadable } = folder.summary('train');
  assert.ok(seen > 500, String(seen));
  assert.ok(grey > 0 && grey < seen / 20, String(grey));
  assert.deepEqual([cmyk, truncated, unreadable], [0, 0, 0]);
});

test('a block is trained on an image folder', async () => {
  await using photos = await photoFolder({ train: 10, val: 2 });
  const { directory } = photos;
  const imageSet = await openDataset({ name: 'photos', limit: 100, size: 16 }, [
    { name: 'photos', kind: 'imagefolder', directory },
  ]);
  const stack = smallStack({ input: imageSet.shape, classes: imageSet.classes.length });
  const graph = buildLayerGraph(parseBlock('conv3@0'), stack);
  await using engine = await createEngine();
  const outcome = await trainBlock({
    graph,
    imageSet,
    recipe: { ...QUICK_RECIPE, epochs: 1 },
    seed: 1,
    engine,
    signal: new AbortController().signal,
  });
  assert.equal(outcome.kind, 'measured');
});
