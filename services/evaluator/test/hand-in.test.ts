import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { trainingName, type RegistryMethods, type Training } from '@blockqnn/api';
import { buildLayerGraph } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { invalidArgument, unavailable, type Handlers } from '@blockqnn/rpc';
import { makeFolder } from '@blockqnn/storage';
import { TrainingFolder } from '../src/trainings/training-folder.js';
import { Trainings } from '../src/trainings/trainings.js';
import { logger, scriptedRegistry } from './scripted-peers.js';
import { tinyTask } from './tiny-task.js';

const WEIGHTS = Buffer.from('weights, as far as these tests care');
const ID = '0123456789abcdef0123456789abcdef';
const PATIENCE_MS = 20_000;
const never = new AbortController().signal;
const { stack, recipe, dataset } = tinyTask;
const block = parseBlock('conv3@0');

const training: Training = {
  ...{ id: ID, block, dataset, stack, recipe, seed: 1, epochs: 3, bestEpoch: 2 },
  figures: buildLayerGraph(block, stack).figures,
  validationAccuracy: 0.5,
  testAccuracy: 0.25,
  testImages: 100,
  weightsSha256: createHash('sha256').update(WEIGHTS).digest('hex'),
  device: 'wasm, 1 thread',
  engineVersion: '1',
  seconds: 1.5,
};

/** The folder of an evaluator that has finished a training. */
async function finished(t: TestContext): Promise<{ readonly folder: string; readonly own: TrainingFolder }> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-hand-in-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const own = new TrainingFolder(join(folder, ID));
  await makeFolder(own.path);
  await own.keepResult(training, WEIGHTS);
  return { folder, own };
}

/** A registry that takes everything, unless told otherwise, and tells what it took. */
async function registryOf(changes: Partial<Handlers<RegistryMethods>> = {}) {
  const calls: string[] = [];
  const registry = await scriptedRegistry({
    uploadWeights: async (requests) => {
      const chunks: Buffer[] = [];
      for await (const { chunk } of requests) if (chunk) chunks.push(chunk);
      assert.deepEqual(Buffer.concat(chunks), WEIGHTS);
      calls.push('upload');
      return { name: `weights/${training.weightsSha256}` };
    },
    registerTraining: ({ training: sent }) => {
      assert.equal(sent?.name, trainingName(ID));
      calls.push('register');
      return Promise.resolve({ training: sent });
    },
    ...changes,
  });
  return { registry, calls };
}

describe('handing in a training', { timeout: 60_000 }, () => {
  it('gives weights and result once, and keeps no weights then', async (t) => {
    const { folder, own } = await finished(t);
    const { registry, calls } = await registryOf();
    await using _registry = registry;
    await using trainings = new Trainings({ folder, registry: registry.client, logger });
    assert.equal(await trainings.handIn(ID, PATIENCE_MS, never), true);
    assert.equal(await trainings.handIn(ID, PATIENCE_MS, never), true);
    assert.deepEqual(calls, ['upload', 'register']);
    await assert.rejects(stat(own.weights), { code: 'ENOENT' });
    assert.deepEqual(await own.result(), training);
  });

  it('tries again until the registry is back', async (t) => {
    const { folder } = await finished(t);
    let refusals = 2;
    const { registry, calls } = await registryOf({
      registerTraining: ({ training: sent }) => {
        if ((refusals -= 1) >= 0) throw unavailable('away', 10);
        return Promise.resolve({ training: sent });
      },
    });
    await using _registry = registry;
    await using trainings = new Trainings({ folder, registry: registry.client, logger });
    assert.equal(await trainings.handIn(ID, PATIENCE_MS, never), true);
    assert.deepEqual(calls, ['upload', 'upload', 'upload']);
  });

  it('is done by the next process where one ended before, and by one that is told of a registry later', async (t) => {
    const { folder, own } = await finished(t);
    {
      await using trainings = new Trainings({ folder, registry: undefined, logger });
      await trainings.handInLeftovers();
      assert.equal(await trainings.handIn(ID, PATIENCE_MS, never), false);
    }
    // What is no training must not keep the others back.
    await writeFile(join(folder, 'stray'), '');
    await makeFolder(join(folder, 'damaged'));
    await writeFile(join(folder, 'damaged', 'result.json'), '{');
    const { registry, calls } = await registryOf();
    await using _registry = registry;
    await using trainings = new Trainings({ folder, registry: registry.client, logger });
    await trainings.handInLeftovers();
    while (!(await own.isRegistered(training))) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(calls, ['upload', 'register']);
  });

  it('keeps what the registry refuses for good, and does not wait for one that is away', async (t) => {
    const { folder, own } = await finished(t);
    const refusing = await registryOf({
      registerTraining: () => {
        throw invalidArgument([{ field: 'training', description: 'not wanted' }]);
      },
    });
    {
      await using _registry = refusing.registry;
      await using trainings = new Trainings({ folder, registry: refusing.registry.client, logger });
      assert.equal(await trainings.handIn(ID, PATIENCE_MS, never), false);
    }
    await using trainings = new Trainings({ folder, registry: refusing.registry.client, logger });
    assert.equal(await trainings.handIn(ID, 50, never), false);
    await stat(own.weights);
  });
});
