import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DatasetCatalogue } from '../src/dataset-catalogue.js';
import { describeDatasets } from '../src/dataset-info.js';

describe('DatasetCatalogue', () => {
  it('leaves out a dataset that did not open, for a while', () => {
    let nowMs = 0;
    const all = describeDatasets([{ name: 'photos', kind: 'cifar10', directory: '/nowhere' }]);
    const catalogue = new DatasetCatalogue(all, { now: () => nowMs });
    assert.deepEqual(catalogue.usableNames, ['procedural', 'photos']);
    catalogue.setAside('photos');
    assert.deepEqual(catalogue.usableNames, ['procedural']);
    nowMs += 5 * 60_000;
    assert.deepEqual(catalogue.usableNames, ['procedural', 'photos']);
  });
});
