import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { trainingName, trainingToProto, type RegistryMethods, type Training } from '@blockqnn/api';
import { buildLayerGraph } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { invalidArgument, notFound, RpcError, unavailable, type Handlers } from '@blockqnn/rpc';
import { makeFolder } from '@blockqnn/storage';
import { status } from '@grpc/grpc-js';
import { TrainingFolder } from '../src/trainings/training-folder.js';
import { Trainings } from '../src/trainings/trainings.js';
import { logger, scriptedRegistry, type ScriptedPeer } from './scripted-peers.js';
import { tinyTask } from './tiny-task.js';

const WEIGHTS = Buffer.from('weights, as far as these tests care');
const CURVE = 'a curve, as far as these tests care';
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
  curveSha256: createHash('sha256').update(CURVE).digest('hex'),
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
  await own.keepResult(training, WEIGHTS, CURVE);
  return { folder, own };
}

const known = ({ address, client }: ScriptedPeer<RegistryMethods>) => ({ address, client });

async function handedIn(trainings: Trainings, withinMs: number, signal: AbortSignal): Promise<boolean> {
  return (await trainings.handIn(training, withinMs, signal)).registered;
}

/** A registry that takes everything, unless told otherwise, and tells what it took. */
async function registryOf(changes: Partial<Handlers<RegistryMethods>> = {}) {
  const calls: string[] = [];
  const registry = await scriptedRegistry({
    queryUpload: () => Promise.resolve({}),
    uploadArtifact: async (requests) => {
      const chunks: Buffer[] = [];
      let kind: string | undefined;
      for await (const { header, chunk } of requests) {
        kind ??= header?.kind;
        if (chunk) chunks.push(chunk);
      }
      const isCurve = kind === 'ARTIFACT_KIND_CURVE';
      assert.equal(Buffer.concat(chunks).toString(), isCurve ? CURVE : WEIGHTS.toString());
      calls.push(isCurve ? 'curve' : 'upload');
      return {};
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
    await using trainings = new Trainings({ folder, registry: known(registry), logger });
    assert.equal(await handedIn(trainings, PATIENCE_MS, never), true);
    assert.equal(await handedIn(trainings, PATIENCE_MS, never), true);
    assert.deepEqual(calls, ['curve', 'upload', 'register']);
    await assert.rejects(stat(own.weights), { code: 'ENOENT' });
    assert.deepEqual(await own.result(), training);
  });

  it('tries again until the registry is back', async (t) => {
    const { folder } = await finished(t);
    let refusals = 2;
    const { registry, calls } = await registryOf({
      registerTraining: ({ training: sent }) => {
        if ((refusals -= 1) >= 0) throw unavailable('AWAY', 'away', 10);
        return Promise.resolve({ training: sent });
      },
    });
    await using _registry = registry;
    await using trainings = new Trainings({ folder, registry: known(registry), logger });
    assert.equal(await handedIn(trainings, PATIENCE_MS, never), true);
    assert.deepEqual(calls, ['curve', 'upload', 'curve', 'upload', 'curve', 'upload']);
  });

  it('is done by the next process where one ended before, and by one that is told of a registry later', async (t) => {
    const { folder, own } = await finished(t);
    {
      await using trainings = new Trainings({ folder, registry: undefined, logger });
      await trainings.handInLeftovers();
      assert.equal(await handedIn(trainings, PATIENCE_MS, never), false);
    }
    // What is no training must not keep the others back.
    await writeFile(join(folder, 'stray'), '');
    await makeFolder(join(folder, 'damaged'));
    await writeFile(join(folder, 'damaged', 'result.json'), '{');
    const { registry, calls } = await registryOf();
    await using _registry = registry;
    await using trainings = new Trainings({ folder, registry: known(registry), logger });
    await trainings.handInLeftovers();
    while (!(await own.isRegistered(training, registry.address))) await sleep(10);
    assert.deepEqual(calls, ['curve', 'upload', 'register']);
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
      await using trainings = new Trainings({ folder, registry: known(refusing.registry), logger });
      assert.equal(await handedIn(trainings, PATIENCE_MS, never), false);
    }
    await using trainings = new Trainings({ folder, registry: known(refusing.registry), logger });
    assert.equal(await handedIn(trainings, 50, never), false);
    await stat(own.weights);
  });

  it('knows in a second evaluator on the same folder what the first handed in meanwhile', async (t) => {
    const { folder, own } = await finished(t);
    const { registry, calls } = await registryOf({
      registerTraining: ({ training: sent }) => {
        calls.push('register');
        if (calls.length > 3) return Promise.resolve({ training: sent });
        throw unavailable('AWAY', 'away', 10);
      },
    });
    await using _registry = registry;
    await using one = new Trainings({ folder, registry: known(registry), logger });
    await using other = new Trainings({ folder, registry: known(registry), logger });
    const first = handedIn(one, PATIENCE_MS, never);
    while (calls.length < 3) await sleep(5);
    assert.deepEqual(await Promise.all([first, handedIn(other, PATIENCE_MS, never)]), [true, true]);
    assert.deepEqual(calls, ['curve', 'upload', 'register', 'curve', 'upload', 'register']);
    await assert.rejects(stat(own.weights), { code: 'ENOENT' });
  });

  it('does not touch the weights of a training that was begun anew', async (t) => {
    const { own } = await finished(t);
    const anew = { ...training, weightsSha256: '0'.repeat(64) };
    await own.keepResult(anew, WEIGHTS, CURVE);
    await own.markRegistered(training, 'registry:1');
    await stat(own.weights);
    assert.equal(await own.isRegistered(anew, 'registry:1'), false);
  });

  it('waits for the process that owns the training', async (t) => {
    const { folder, own } = await finished(t);
    const { registry, calls } = await registryOf();
    await using _registry = registry;
    await using trainings = new Trainings({ folder, registry: known(registry), logger });
    {
      using _owned = await own.own(0, never);
      assert.equal(await handedIn(trainings, 100, never), false);
      assert.deepEqual(calls, []);
    }
    assert.equal(await handedIn(trainings, PATIENCE_MS, never), true);
  });

  it('says of each registry whether it has the training, and where the weights are', async (t) => {
    const { folder } = await finished(t);
    const one = await registryOf();
    await using _one = one.registry;
    const { address } = one.registry;
    {
      await using trainings = new Trainings({ folder, registry: known(one.registry), logger });
      assert.equal(await handedIn(trainings, PATIENCE_MS, never), true);
    }
    const nobody = await registryOf({
      getTraining: () => {
        throw notFound(`trainings/${ID}`);
      },
    });
    await using _nobody = nobody.registry;
    for (const registry of [known(nobody.registry), undefined]) {
      await using trainings = new Trainings({ folder, registry, logger });
      const { registered, note } = await trainings.handIn(training, PATIENCE_MS, never);
      assert.equal(registered, false);
      assert.match(note ?? '', new RegExp(`handed in to the registry at ${address} and are not kept here`));
    }
    // The same registry under another address.
    const moved = await registryOf({
      getTraining: () => Promise.resolve({ training: trainingToProto(training) }),
    });
    await using _moved = moved.registry;
    await using trainings = new Trainings({ folder, registry: known(moved.registry), logger });
    assert.equal(await handedIn(trainings, PATIENCE_MS, never), true);
    assert.deepEqual(moved.calls, []);
  });

  it('sends one at a time, in chunks', async (t) => {
    const { folder, own } = await finished(t);
    const weights = Buffer.alloc(2.5 * 2 ** 20, 7);
    const weightsSha256 = createHash('sha256').update(weights).digest('hex');
    await own.keepResult({ ...training, weightsSha256, curveSha256: '' }, weights, '');
    const others = ['1', '2'].map((digit) => new TrainingFolder(join(folder, digit.repeat(32))));
    for (const other of others) {
      await makeFolder(other.path);
      await other.keepResult({ ...training, id: other.id, weightsSha256, curveSha256: '' }, weights, '');
    }
    let underWay = 0;
    let most = 0;
    let registered = 0;
    const { registry } = await registryOf({
      uploadArtifact: async (requests) => {
        most = Math.max(most, (underWay += 1));
        const hash = createHash('sha256');
        for await (const { chunk } of requests) if (chunk) hash.update(chunk);
        assert.equal(hash.digest('hex'), weightsSha256);
        return { name: '' };
      },
      registerTraining: ({ training: sent }) => {
        underWay -= 1;
        registered += 1;
        return Promise.resolve({ training: sent });
      },
    });
    await using _registry = registry;
    await using trainings = new Trainings({ folder, registry: known(registry), logger });
    await trainings.handInLeftovers();
    while (registered < 3) await sleep(5);
    assert.equal(most, 1);
  });

  it('does not wait for a caller that is gone, nor try again where a registry knows no trainings', async (t) => {
    const { folder } = await finished(t);
    let calls = 0;
    const { registry } = await registryOf({
      registerTraining: () => {
        calls += 1;
        throw new RpcError(status.UNIMPLEMENTED, 'unknown method');
      },
    });
    await using _registry = registry;
    {
      await using trainings = new Trainings({ folder, registry: known(registry), logger });
      // Longer than the test may take.
      assert.equal(await handedIn(trainings, 600_000, AbortSignal.abort()), false);
    }
    await using trainings = new Trainings({ folder, registry: known(registry), logger });
    calls = 0;
    assert.equal(await handedIn(trainings, 600_000, never), false);
    assert.equal(calls, 1);
  });
});
