import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeDataset, formatDecodeSummary, openDataset, type DatasetSource } from '../../src/index.js';
import { loadImageFolder } from '../../src/image-folder/load-image-folder.js';
import { draw, folderWith, plain, png, twoColours } from './image-files.js';

test('an image folder opens like any other dataset, whole and in memory', async (t) => {
  const directory = folderWith(t, await twoColours(70, 2));
  const source: DatasetSource = { name: 'photos', kind: 'imagefolder', directory };
  const set = await openDataset({ name: 'photos', limit: 131, size: 8 }, [source]);
  assert.equal(set.reference, 'photos?limit=131&size=8');
  assert.deepEqual(set.classes, ['blue', 'red']);
  assert.equal(set.train.count, 131);
  assert.equal(set.train.pixels.length, 131 * 8 * 8 * 3);
  assert.deepEqual(set.train.labels, new Uint16Array(131).fill(1, 66));
  // The last one, in another batch than the first.
  assert.deepEqual([...set.train.pixels.subarray(-3)], [200, 64, 0]);
  assert.deepEqual([...set.test.labels], [0, 0, 1, 1]);
  assert.deepEqual([...set.test.pixels.subarray(0, 3)], [0, 0, 200]);

  const whole = await openDataset({ name: 'photos' }, [source]);
  assert.deepEqual(describeDataset(source), { shape: whole.shape, classes: whole.classes.length });
});

test('the middle of an image is loaded', async (t) => {
  const target = { width: 64, height: 32, at: (x: number) => [x >= 18 && x < 46 ? 250 : 0, 0, 0] as const };
  const files = await twoColours(1, 1);
  const directory = folderWith(t, { ...files, 'train/red/000.png': await png(draw(target)) });
  const { train } = await loadImageFolder({ name: 'photos', size: 8 }, { directory });
  const reds = Array.from({ length: 64 }, (_, i) => train.pixels[8 * 8 * 3 + 3 * i] ?? 0);
  assert.ok(Math.min(...reds) > 200, String(reds));
});

test('what was found while loading is kept, and told in a sentence', async (t) => {
  const files = await twoColours(3, 1);
  const directory = folderWith(t, {
    ...files,
    'train/red/001.png': 'no image',
    'train/red/002.png': await plain(9, 9, 9).toColourspace('b-w').png().toBuffer(),
  });
  const { found } = await loadImageFolder({ name: 'photos', size: 8 }, { directory });
  assert.ok(found);
  assert.equal(
    formatDecodeSummary(found.train),
    `6 of 6 images seen: 1 grey, 1 unreadable (others of their class stand in), for instance ${directory}/train/red/001.png (unreadable)`,
  );
  assert.equal(formatDecodeSummary(found.test), '2 of 2 images seen: nothing odd');
});

test('what would take too much memory is refused, with what to do', async (t) => {
  const directory = folderWith(t, await twoColours(6, 2));
  const load = (limit: number) => loadImageFolder({ name: 'photos', limit, size: 512 }, { directory }, 10e6);
  await assert.rejects(load(9), {
    name: 'DatasetError',
    code: 'limit',
    message:
      'dataset: 9 training and 4 validation images of 512×512 pixels take 10 MiB in memory, more than 9; take fewer training images (?limit=N) or smaller ones (?size=N)',
  });
  assert.equal((await load(8)).train.count, 8);
});

test('images that have a size of their own are not scaled', async () => {
  await assert.rejects(openDataset({ name: 'procedural', size: 32 }, []), {
    name: 'DatasetError',
    code: 'limit',
    message: /images of procedural are 16×16 pixels; only image folders can be scaled, got 32/,
  });
});
