import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { recipeToProto } from '@blockqnn/api';
import { unavailable } from '@blockqnn/rpc';
import { makeFolder } from '@blockqnn/storage';
import { status } from '@grpc/grpc-js';
import { TrainingFolder } from '../src/trainings/training-folder.js';
import { until } from './evaluator.js';
import { scriptedRegistry } from './scripted-peers.js';
import {
  request,
  recipe,
  id,
  stateFolder,
  startedEvaluator,
  trained,
  trainedUntil,
  refusal,
  started,
  figuresOf,
} from './asked-training.js';

describe('the folder of a training', { timeout: 600_000 }, () => {
  let uninterrupted: ReturnType<typeof figuresOf>;

  before(async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'blockqnn-evaluator-'));
    {
      await using evaluator = await startedEvaluator(stateDir);
      uninterrupted = figuresOf(await trained(evaluator.client));
    }
    await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
  });

  it('lets only one process of the machine at a training', async (t) => {
    const stateDir = await stateFolder(t);
    await using one = await startedEvaluator(stateDir);
    await using other = await startedEvaluator(stateDir);
    const long = { dataset: 'procedural', recipe: recipeToProto({ ...recipe, epochs: 1000 }) };
    for await (const { event } of one.client.trainModel({ ...request, ...long })) {
      if (event !== 'progress') continue;
      const error = await refusal(other.client, long);
      assert.deepEqual([error.code, error.reason], [status.ABORTED, 'TRAINING_UNDER_WAY']);
      assert.match(error.message, /another process on this machine/);
      break;
    }
  });

  it('takes no checkpoint of another training, and throws it away where asked to', async (t) => {
    const stateDir = await stateFolder(t);
    await using evaluator = await startedEvaluator(stateDir);
    await trainedUntil(evaluator, ({ event }) => event === 'epoch');
    const other = { ...request, seed: 6 };
    const [, name = ''] = (await started(evaluator.client, other)).split('/');
    const folderOf = (training: string) => join(stateDir, 'trainings', training, 'checkpoints');
    await until(() => evaluator.running.workers.every(({ busy }) => !busy));
    await cp(folderOf(id), folderOf(name), { recursive: true });
    const error = await refusal(evaluator.client, other);
    assert.deepEqual([error.code, error.reason], [status.FAILED_PRECONDITION, 'CHECKPOINT_UNUSABLE']);
    assert.match(error.message, /belongs to another training: seed was 5 and is 6; restart/);
    const anew = await trained(evaluator.client, { ...other, restart: true });
    assert.equal(anew.at(-1)?.event, 'completed');
  });

  for (const [what, spoil] of [
    [
      'result of another version',
      (own) => writeFile(join(own, 'result.json'), '{"format":"blockqnn-training-9"}'),
    ],
    ['damaged lock', (own) => writeFile(join(own, 'lock'), 'x'.repeat(5000))],
    ['folder that takes no checkpoints', (own) => writeFile(join(own, 'checkpoints'), '')],
  ] satisfies readonly (readonly [string, (own: string) => Promise<void>])[]) {
    it(`refuses a ${what} with the reason and its process lives on; restart clears it`, async (t) => {
      const stateDir = await stateFolder(t);
      const own = join(stateDir, 'trainings', id);
      await makeFolder(own);
      await spoil(own);
      await using evaluator = await startedEvaluator(stateDir);
      const pid = evaluator.running.workers[0]?.pid;
      const error = await refusal(evaluator.client, {});
      assert.deepEqual([error.code, error.reason], [status.FAILED_PRECONDITION, 'CHECKPOINT_UNUSABLE']);
      assert.match(error.message, new RegExp(`${id}.*(restart throws it away|call again)`));
      assert.equal(evaluator.running.workers[0]?.pid, pid);
      assert.deepEqual(figuresOf(await trained(evaluator.client, { restart: true })), uninterrupted);
    });
  }

  it('goes on handing in a result where no worker is free to train it anew', async (t) => {
    let away = true;
    let uploads = 0;
    const registry = await scriptedRegistry({
      queryUpload: () => Promise.resolve({}),
      uploadArtifact: async (requests) => {
        for await (const _ of requests);
        uploads += 1;
        if (away) throw unavailable('AWAY', 'away', 10);
        return { name: '' };
      },
      registerTraining: ({ training }) => Promise.resolve({ training }),
    });
    await using _registry = registry;
    const stateDir = await stateFolder(t);
    const own = new TrainingFolder(join(stateDir, 'trainings', id));
    {
      await using evaluator = await startedEvaluator(stateDir);
      await trained(evaluator.client);
    }
    await using evaluator = await startedEvaluator(stateDir, {
      patienceMs: 50,
      registryAddress: registry.address,
    });
    await until(() => uploads > 0);
    const long = { ...request, recipe: recipeToProto({ ...recipe, epochs: 1000 }) };
    for await (const { event } of evaluator.client.trainModel(long)) {
      if (event !== 'started') continue;
      assert.equal((await refusal(evaluator.client, { restart: true })).reason, 'WORKERS_BUSY');
      break;
    }
    away = false;
    const training = await own.result();
    assert.ok(training);
    while (!(await own.isRegistered(training, registry.address))) await sleep(10);
  });

  it('removes checkpoints that a process left which died at the end', async (t) => {
    const stateDir = await stateFolder(t);
    await using evaluator = await startedEvaluator(stateDir);
    await trained(evaluator.client);
    const checkpoints = join(stateDir, 'trainings', id, 'checkpoints');
    await makeFolder(checkpoints);
    await trained(evaluator.client);
    await assert.rejects(stat(checkpoints), { code: 'ENOENT' });
  });
});
