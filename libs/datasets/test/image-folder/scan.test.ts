import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { listClasses } from '../../src/image-folder/class-folders.js';
import { scanSplit } from '../../src/image-folder/scan-split.js';
import { folderWith } from './image-files.js';

test('classes are the sub-folders, files the images in them, in the order of their names', async (t) => {
  const folder = folderWith(t, {
    'train/b/2.JPEG': '',
    'train/b/10.jpg': '',
    'train/b/notes.txt': '',
    'train/b/.hidden.jpg': '',
    'train/b/deeper/9.jpg': '',
    'train/B/x.png': '',
    'train/a/ä.webp': '',
    'train/a/z.tif': '',
    'train/a/a.gif': '',
    'train/.cache/1.jpg': '',
    'train/README.md': '',
    'train/stray.jpg': '',
    'val/a/1.jpeg': '',
    'val/b/1.avif': '',
    'val/B/1.tiff': '',
  });
  const classes = listClasses(folder);
  assert.deepEqual(classes, ['B', 'a', 'b']);
  const files = await scanSplit(folder, 'train', classes);
  const paths = Array.from({ length: files.count }, (_, i) => relative(folder, files.pathOf(i)));
  assert.deepEqual(paths, [
    'train/B/x.png',
    'train/a/a.gif',
    'train/a/z.tif',
    'train/a/ä.webp',
    'train/b/10.jpg',
    'train/b/2.JPEG',
  ]);
  assert.deepEqual([...files.labels], [0, 1, 1, 1, 2, 2]);
  assert.deepEqual(files.perClass, [1, 3, 2]);
  assert.deepEqual(files.classRange(1), [1, 4]);
  assert.throws(() => files.pathOf(6), RangeError);

  const fewer = files.firstOfEach([1, 2, 1]);
  assert.deepEqual([...fewer.labels], [0, 1, 1, 2]);
  assert.equal(relative(folder, fewer.pathOf(3)), 'train/b/10.jpg');
});

test('links count: to class folders as classes, to files as images', async (t) => {
  const elsewhere = folderWith(t, { 'owls/1.jpg': '', file: '' });
  const folder = folderWith(t, { 'train/cat/1.jpg': '', 'val/cat/1.jpg': '', 'val/owl/1.jpg': '' });
  symlinkSync(join(elsewhere, 'owls'), join(folder, 'train/owl'));
  symlinkSync(join(elsewhere, 'owls/1.jpg'), join(folder, 'train/cat/0.jpg'));
  symlinkSync(join(elsewhere, 'file'), join(folder, 'train/file'));
  symlinkSync(join(elsewhere, 'nowhere'), join(folder, 'train/broken'));
  assert.deepEqual(listClasses(folder), ['cat', 'owl']);
  assert.deepEqual((await scanSplit(folder, 'train', ['cat', 'owl'])).perClass, [2, 1]);
});

const image = { 'train/a/1.jpg': '', 'train/b/1.jpg': '', 'val/a/1.jpg': '', 'val/b/1.jpg': '' };

for (const [fault, files, message] of [
  ['no folder train', { 'val/a/1.jpg': '' }, /\/train: does not exist$/],
  ['no folder val', { 'train/a/1.jpg': '' }, /\/val: does not exist$/],
  ['a file for a folder', { 'train/a/1.jpg': '', val: '' }, /\/val: is not a folder$/],
  [
    'classes in one split only',
    { ...image, 'train/x/1.jpg': '', 'val/p/1': '', 'val/q/1': '', 'val/r/1': '', 'val/s/1': '' },
    /train and val must have the same class folders; only in train: x; only in val: p, q, r and 1 more$/,
  ],
  ['no class', { 'train/1.jpg': '', 'val/1.jpg': '' }, /\/train: must have 2 to 65536 class folders; has 0$/],
  ['one class', { 'train/a/1.jpg': '', 'val/a/1.jpg': '' }, /must have 2 to 65536 class folders; has 1$/],
] as const) {
  test(`a folder with ${fault} is refused`, (t) => {
    const folder = folderWith(t, files);
    assert.throws(() => listClasses(folder), { name: 'DatasetError', code: 'file', message });
  });
}

test('a class without images is refused', async (t) => {
  const folder = folderWith(t, { ...image, 'val/c/notes.txt': '' });
  await assert.rejects(scanSplit(folder, 'validation', ['a', 'b', 'c']), {
    name: 'DatasetError',
    code: 'file',
    message: `${folder}/val/c: holds no images (JPEG, PNG, WebP, GIF, AVIF or TIFF)`,
  });
});
