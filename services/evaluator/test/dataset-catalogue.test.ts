import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDataset } from '@blockqnn/datasets';
import { DatasetCatalogue } from '../src/dataset-catalogue.js';
import { describeDatasets } from '../src/dataset-info.js';

describe('DatasetCatalogue', () => {
  it('leaves out a dataset that did not open, for a while', async () => {
    let nowMs = 0;
    const all = await describeDatasets([{ name: 'photos', kind: 'cifar10', directory: '/nowhere' }]);
    const catalogue = new DatasetCatalogue(all, { now: () => nowMs });
    assert.deepEqual(catalogue.usableNames, ['procedural', 'photos']);
    catalogue.setAside('photos');
    assert.deepEqual(catalogue.usableNames, ['procedural']);
    nowMs += 5 * 60_000;
    assert.deepEqual(catalogue.usableNames, ['procedural', 'photos']);
  });

  it('describes datasets as they are', async () => {
    const [procedural] = await describeDatasets([]);
    const { shape, classes } = await openDataset({ name: 'procedural' }, []);
    assert.deepEqual(procedural, { name: 'procedural', shape, classes: classes.length });
  });
});
