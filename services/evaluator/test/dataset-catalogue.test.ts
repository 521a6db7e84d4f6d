import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { evaluationPlan } from '../src/rpc/evaluation-plan.js';
import { DatasetCatalogue } from '../src/dataset-catalogue.js';
import { describeDatasets } from '../src/dataset-info.js';

/** Class folders without images: describing looks no further. */
function classFolders(t: TestContext, classes: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'blockqnn-classes-'));
  t.after(() => {
    rmSync(directory, { recursive: true });
  });
  for (const split of ['train', 'val']) {
    for (const name of classes) mkdirSync(join(directory, split, name), { recursive: true });
  }
  return directory;
}

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

  it('counts the classes of image folders, and leaves out those that it cannot list', (t) => {
    const directory = classFolders(t, ['cat', 'dog', 'owl']);
    const faults: string[] = [];
    const infos = describeDatasets(
      [
        { name: 'lost', kind: 'imagefolder', directory: '/nowhere' },
        { name: 'animals', kind: 'imagefolder', directory },
      ],
      ({ name }, fault) => faults.push(`${name}: ${fault.message}`),
    );
    assert.deepEqual(faults, ['lost: /nowhere/train: does not exist']);
    assert.deepEqual(
      infos.map(({ name, classes, shape }) => [name, classes, shape.height, shape.width]),
      [
        ['procedural', 10, 16, 16],
        ['animals', 3, 64, 64],
      ],
    );
  });

  it("gives a block's default stack the size that its reference asks for", (t) => {
    const directory = classFolders(t, ['cat', 'dog']);
    const infos = describeDatasets([
      { name: 'animals', kind: 'imagefolder', directory },
      { name: 'small', kind: 'cifar10', directory },
    ]);
    const catalogue = new DatasetCatalogue(infos, { now: () => 0 });
    const plan = (dataset: string) =>
      evaluationPlan(
        { nsc: 'conv3@0', dataset, recipe: null, stack: null, limits: null, seed: 0 },
        catalogue,
      );
    assert.deepEqual(plan('animals').stack.input, { height: 64, width: 64, channels: 3 });
    assert.deepEqual(plan('animals?size=32').stack.input, { height: 32, width: 32, channels: 3 });
    assert.equal(plan('animals?size=32').stack.classes, 2);
    assert.throws(() => plan('small?size=32'), /only image folders can be scaled/);
  });
});
