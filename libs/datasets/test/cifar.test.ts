import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDataset } from '../src/open-dataset.js';
import { cifar10Files, folderOf, record, records } from './cifar-folder.js';

const cifar10 = (directory: string) =>
  openDataset({ name: 'cifar10' }, [{ name: 'cifar10', kind: 'cifar10', directory }]);
const cifar100 = (directory: string) =>
  openDataset({ name: 'c' }, [{ name: 'c', kind: 'cifar100', directory }]);

test('planes become pixels, and labels stay with them', async (t) => {
  const directory = folderOf(t, {
    ...cifar10Files(),
    'data_batch_1.bin': Buffer.concat([record([7], [10, 20, 30]), record([2], [40, 50, 60])]),
  });
  const { train, test: held, shape, classes } = await cifar10(directory);
  assert.deepEqual(shape, { height: 32, width: 32, channels: 3 });
  assert.equal(classes[9], 'truck');
  assert.deepEqual([...train.labels], [7, 2]);
  assert.equal(train.pixels.length, 2 * 3072);
  assert.deepEqual([...train.pixels.subarray(0, 6)], [11, 21, 31, 10, 20, 30]);
  assert.deepEqual([...train.pixels.subarray(3072 - 3, 3072 + 6)], [10, 20, 30, 41, 51, 61, 40, 50, 60]);
  assert.deepEqual([held.count, [...held.labels]], [1, [9]]);
});

test('batches join in the order of their numbers', async (t) => {
  const directory = folderOf(t, {
    ...cifar10Files(),
    'data_batch_10.bin': records([5]),
    'data_batch_2.bin': records([6, 0]),
  });
  const { train } = await cifar10(directory);
  assert.deepEqual([train.count, [...train.labels]], [6, [3, 1, 4, 6, 0, 5]]);
  assert.deepEqual([train.pixels[3 * 3072 + 3], train.pixels[4 * 3072 + 3]], [0, 1]);
});

test('the classes of CIFAR-100 are the fine ones', async (t) => {
  const names = Array.from({ length: 100 }, (_, i) => `class ${i}`);
  const directory = folderOf(t, {
    'train.bin': Buffer.concat([record([19, 99], [1, 2, 3]), record([0, 42], [4, 5, 6])]),
    'test.bin': record([3, 0], [7, 8, 9]),
    'fine_label_names.txt': names.join('\r\n'),
  });
  const { train, classes } = await cifar100(directory);
  assert.deepEqual(classes, names);
  assert.deepEqual([...train.labels], [99, 42]);
  assert.deepEqual([...train.pixels.subarray(3072 + 3, 3072 + 6)], [4, 5, 6]);
});

const sound = cifar10Files();
const faults: readonly (readonly [what: string, files: Readonly<Record<string, string | Uint8Array>>, message: RegExp])[] = [
  ['truncated', { ...sound, 'data_batch_1.bin': records([3, 1, 4]).subarray(0, 2 * 3073 + 100) }, /data_batch_1\.bin: ends within record 2 \(byte offset 6146\), after 100 of its 3073 bytes/],
  ['with bytes too many', { ...sound, 'test_batch.bin': Buffer.concat([records([3]), Buffer.alloc(1)]) }, /test_batch\.bin: ends within record 1 \(byte offset 3073\), after 1 of/],
  ['oversized', { ...sound, 'data_batch_1.bin': Buffer.alloc(10_001 * 3073) }, /data_batch_1\.bin: has 30733073 bytes, more than the 30730000 of 10000 records/],
  ['empty', { ...sound, 'data_batch_1.bin': '' }, /data_batch_1\.bin: is empty/],
  ['mislabelled', { ...sound, 'data_batch_1.bin': records([3, 10, 4]) }, /data_batch_1\.bin: record 1 \(byte offset 3073\) has label 10; must be 0 to 9/],
  ['without training images', { 'test_batch.bin': records([1]), 'batches.meta.txt': 'x' }, /holds no training images \(data_batch_1\.bin\)/],
  ['without test images', { 'data_batch_1.bin': records([1]), 'batches.meta.txt': String(sound['batches.meta.txt']) }, /test_batch\.bin: does not exist/],
  ['with a class too few', { ...sound, 'batches.meta.txt': 'a\nb\n' }, /batches\.meta\.txt: names 2 classes, one a line; must be 10/],
]; // prettier-ignore

for (const [what, files, message] of faults) {
  test(`a CIFAR-10 folder ${what} is named with its fault`, async (t) => {
    await assert.rejects(cifar10(folderOf(t, files)), { name: 'DatasetError', code: 'file', message });
  });
}

test('a mislabelled CIFAR-100 record names the label byte at fault', async (t) => {
  const names = Array.from({ length: 100 }, (_, i) => `class ${i}`).join('\n');
  const sound = { 'test.bin': record([3, 0], [7, 8, 9]), 'fine_label_names.txt': names };
  const coarse = folderOf(t, { ...sound, 'train.bin': record([20, 5], [1, 2, 3]) });
  await assert.rejects(cifar100(coarse), {
    message: /record 0 \(byte offset 0\) has coarse label 20; must be 0 to 19/,
  });
  const fine = folderOf(t, { ...sound, 'train.bin': record([3, 100], [1, 2, 3]) });
  await assert.rejects(cifar100(fine), {
    message: /record 0 \(byte offset 1\) has fine label 100; must be 0 to 99/,
  });
});

test('a folder that is missing, or a folder in place of a file, is named', async (t) => {
  const directory = folderOf(t, { ...cifar10Files() });
  await assert.rejects(cifar10(join(directory, 'nowhere')), {
    code: 'file',
    message: /nowhere: does not exist/,
  });
  await assert.rejects(cifar10(join(directory, 'test_batch.bin')), {
    code: 'file',
    message: /cannot be read \(ENOTDIR\)/,
  });
  mkdirSync(join(directory, 'data_batch_2.bin'));
  await assert.rejects(cifar10(directory), { code: 'file', message: /data_batch_2\.bin: is not a file/ });
});
