import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDataset } from '../src/open-dataset.js';
import { cifar10Files, folderOf, records } from './cifar-folder.js';

/** Two images of every class but class 2, which has one; shades tell their places. */
const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5, 4, 3, 1, 0];

test('a limit takes the first images of every class, in their old order', async (t) => {
  const directory = folderOf(t, { ...cifar10Files(), 'data_batch_1.bin': records(labels) });
  const source = { name: 'mine', kind: 'cifar10', directory } as const;
  const open = (limit: number) => openDataset({ name: 'mine', limit }, [source]);

  const ten = await open(10);
  assert.equal(ten.reference, 'mine?limit=10');
  assert.deepEqual([...ten.train.labels], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.equal(ten.test.count, 1, 'the test images stay');

  const twelve = await open(12);
  assert.deepEqual([...twelve.train.labels], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 0]);
  assert.equal(twelve.train.count, 12);
  assert.deepEqual([twelve.train.pixels[10 * 3072 + 3], twelve.train.pixels[11 * 3072 + 3]], [17, 18]);

  const message = /dataset limit: must be 10 to 12, .*; got/;
  await assert.rejects(open(9), { name: 'DatasetError', code: 'limit', message });
  await assert.rejects(open(13), { code: 'limit', message });
});

test('every balanced limit of the procedural images gives its number, balanced', async () => {
  for (const limit of [10, 11, 1999, 2000]) {
    const { train } = await openDataset({ name: 'procedural', limit }, []);
    const counts = Array.from({ length: 10 }, (_, c) => train.labels.filter((label) => label === c).length);
    assert.equal(train.count, limit);
    assert.equal(train.pixels.length, limit * 16 * 16 * 3);
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, String(counts));
  }
  await assert.rejects(openDataset({ name: 'procedural', limit: 2001 }, []), {
    code: 'limit',
    message: /must be 10 to 2000/,
  });
});

test('an unknown name lists the known ones', async () => {
  const source = { name: 'mine', kind: 'cifar10', directory: 'nowhere' } as const;
  await assert.rejects(openDataset({ name: 'yours' }, [source]), {
    code: 'unknown',
    message: 'dataset: no dataset is called "yours" here; there are procedural, mine',
  });
});
