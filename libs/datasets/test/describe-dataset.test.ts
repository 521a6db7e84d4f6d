import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATASET_DESCRIPTIONS } from '../src/describe-dataset.js';
import { openDataset } from '../src/open-dataset.js';
import { cifar10Files, folderOf, record } from './cifar-folder.js';

test('each kind is described as it opens', async (t) => {
  const names = Array.from({ length: 100 }, (_, i) => `class ${i}`).join('\n');
  const sources = [
    { name: 'cifar10', kind: 'cifar10', directory: folderOf(t, cifar10Files()) },
    {
      name: 'cifar100',
      kind: 'cifar100',
      directory: folderOf(t, {
        'train.bin': record([0, 0], [1, 2, 3]),
        'test.bin': record([0, 0], [1, 2, 3]),
        'fine_label_names.txt': names,
      }),
    },
  ] as const;
  for (const [name, description] of Object.entries(DATASET_DESCRIPTIONS)) {
    const { shape, classes } = await openDataset({ name }, sources);
    assert.deepEqual(description, { shape, classes: classes.length }, name);
  }
});
