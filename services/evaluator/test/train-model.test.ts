import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { recipeToProto, stackToProto, trainingName, type EvaluatorMethods } from '@blockqnn/api';
import { checkWeights, buildLayerGraph, decodeSafetensors } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { RpcError, unavailable, type Client } from '@blockqnn/rpc';
import { makeFolder } from '@blockqnn/storage';
import { trainingId, type Recipe } from '@blockqnn/training/recipes';
import { status } from '@grpc/grpc-js';
import type { EvaluatorConfig } from '../src/config.js';
import { TrainingFolder } from '../src/trainings/training-folder.js';
import { killChild, testEvaluator, until, type TestEvaluator } from './evaluator.js';
import { scriptedRegistry } from './scripted-peers.js';
import { tinyTask } from './tiny-task.js';

type Request = EvaluatorMethods['trainModel']['requestInput'];
type Response = EvaluatorMethods['trainModel']['response'];

const EPOCHS = 4;
/** Enough of them that a training can be stopped in the middle. */
const dataset = 'procedural?limit=1000';
const recipe: Recipe = {
  ...tinyTask.recipe,
  epochs: EPOCHS,
  optimiser: 'sgd',
  momentum: 0.9,
  learningRate: 0.05,
};
const request: Request = {
  nsc: tinyTask.nsc,
  dataset,
  stack: stackToProto(tinyTask.stack),
  recipe: recipeToProto(recipe),
  seed: 5,
};
const { stack } = tinyTask;
const id = trainingId({ block: parseBlock(tinyTask.nsc), dataset, stack, recipe, seed: 5 });

async function stateFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-evaluator-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function startedEvaluator(stateDir: string, changes: Partial<EvaluatorConfig> = {}) {
  const evaluator = await testEvaluator({ stateDir, ...changes });
  await evaluator.running.engine;
  return evaluator;
}

async function trained(client: Client<EvaluatorMethods>, changes: Request = {}): Promise<Response[]> {
  const responses: Response[] = [];
  for await (const response of client.trainModel({ ...request, ...changes })) responses.push(response);
  return responses;
}

/** Trains until something happened, then goes away; resolves when the evaluator has stopped. */
async function trainedUntil(
  { client, running }: TestEvaluator,
  happened: (response: Response) => boolean,
): Promise<void> {
  for await (const response of client.trainModel(request)) if (happened(response)) break;
  await until(() => running.workers.every(({ busy }) => !busy));
}

async function refusal(client: Client<EvaluatorMethods>, changes: Request): Promise<RpcError> {
  const error: unknown = await trained(client, changes).catch((cause: unknown) => cause);
  assert.ok(error instanceof RpcError, 'was accepted');
  return error;
}

/** Begins a training, and stops it at once; gives its name. */
async function started(client: Client<EvaluatorMethods>, asked: Request): Promise<string> {
  for await (const response of client.trainModel(asked)) return response.started?.name ?? '';
  assert.fail('nothing came');
}

const figuresOf = (responses: readonly Response[]) => {
  const training = responses.at(-1)?.completed?.training;
  assert.ok(training, `ends with ${JSON.stringify(responses.at(-1))}`);
  const { bestEpoch, epochs, validationAccuracy, testAccuracy, weightsSha256 } = training;
  return { bestEpoch, epochs, validationAccuracy, testAccuracy, weightsSha256 };
};

describe('TrainModel', { timeout: 600_000 }, () => {
  let uninterrupted: ReturnType<typeof figuresOf>;

  it('streams what is trained, progress and epochs, and ends with the figures; weights are kept', async (t) => {
    const stateDir = await stateFolder(t);
    await using evaluator = await startedEvaluator(stateDir);
    const responses = await trained(evaluator.client);
    const [first] = responses;
    assert.equal(first?.started?.name, trainingName(id));
    assert.equal(first.started.block?.nsc, tinyTask.nsc);
    assert.match(first.started.device, /^wasm, 1 thread/);
    assert.deepEqual(first.started.recipe, recipeToProto(recipe));
    const graph = buildLayerGraph(parseBlock(tinyTask.nsc), tinyTask.stack);
    assert.deepEqual(first.started.figures, graph.figures);
    const epochs = responses.flatMap(({ epoch }) => epoch ?? []);
    assert.deepEqual(
      epochs.map(({ number }) => number),
      [1, 2, 3, 4],
    );
    const progress = responses.flatMap((response) => response.progress ?? []);
    assert.ok(
      progress.length > 0 && progress.every(({ images, imagesPerEpoch }) => images <= imagesPerEpoch),
    );
    const last = responses.at(-1)?.completed;
    assert.ok(last?.training);
    assert.equal(last.registered, false, 'there is no registry');
    assert.equal(last.training.name, trainingName(id));
    assert.equal(last.training.epochs, EPOCHS);
    assert.ok(last.training.testImages > 0);
    assert.equal(last.training.validationAccuracy, Math.max(...epochs.map(({ accuracy }) => accuracy)));
    assert.equal(epochs[last.training.bestEpoch - 1]?.accuracy, last.training.validationAccuracy);
    const folder = join(stateDir, 'trainings', id);
    const weights = await readFile(join(folder, 'weights.safetensors'));
    assert.equal(createHash('sha256').update(weights).digest('hex'), last.training.weightsSha256);
    checkWeights(graph, decodeSafetensors(weights));
    await assert.rejects(stat(join(folder, 'checkpoints')), { code: 'ENOENT' });
    uninterrupted = figuresOf(responses);

    const again = await trained(evaluator.client);
    assert.deepEqual(
      again.map(({ event }) => event),
      ['started', 'completed'],
      'what is done is not trained again',
    );
    assert.deepEqual(figuresOf(again), uninterrupted);
    const anew = await trained(evaluator.client, { restart: true });
    assert.equal(anew.filter(({ event }) => event === 'epoch').length, EPOCHS);
    assert.deepEqual(figuresOf(anew), uninterrupted);
  });

  it('goes on where a caller stopped it, in another evaluator too, to the same weights', async (t) => {
    const stateDir = await stateFolder(t);
    {
      await using evaluator = await startedEvaluator(stateDir);
      await trainedUntil(evaluator, ({ event }) => event === 'progress');
    }
    await using evaluator = await startedEvaluator(stateDir);
    const responses = await trained(evaluator.client);
    assert.deepEqual(
      responses.slice(0, 2).map(({ event }) => event),
      ['started', 'resumed'],
    );
    const resumed = responses[1]?.resumed;
    assert.ok((resumed?.steps ?? 0) + (resumed?.epochs.length ?? 0) > 0);
    assert.deepEqual(figuresOf(responses), uninterrupted);
  });

  it('goes on by itself where the training process is killed', async (t) => {
    await using evaluator = await startedEvaluator(await stateFolder(t));
    let killed = false;
    const responses: Response[] = [];
    for await (const response of evaluator.client.trainModel(request)) {
      responses.push(response);
      // By the end of the second epoch the checkpoint of the first is there.
      if (killed || response.epoch?.number !== 2) continue;
      killed = true;
      killChild(evaluator);
    }
    assert.ok(killed);
    const order = responses.map(({ event }) => event);
    assert.ok(order.indexOf('resumed') > order.indexOf('epoch'), order.join(', '));
    assert.deepEqual(figuresOf(responses), uninterrupted);
  });

  it('gives up with the signal where every process dies at once', async (t) => {
    await using evaluator = await startedEvaluator(await stateFolder(t));
    const slow = { ...request, recipe: recipeToProto({ ...recipe, epochs: 100 }) };
    let last: Response | undefined;
    const killed = new Set<number>();
    for await (const response of evaluator.client.trainModel(slow)) {
      last = response;
      // Progress may come that was under way when its process died.
      const pid = evaluator.running.workers[0]?.pid;
      if (response.event !== 'progress' || pid === undefined || killed.has(pid)) continue;
      killed.add(killChild(evaluator));
    }
    assert.ok(killed.size > 1, 'one death is not the end');
    assert.equal(last?.failure?.reason, 'FAILURE_REASON_CRASHED');
    assert.match(last.failure.message, /SIGKILL/);
  });

  it('lets only one caller at a training, who may come again at once after going away', async (t) => {
    await using evaluator = await startedEvaluator(await stateFolder(t), { workers: 2 });
    const long = { ...request, recipe: recipeToProto({ ...recipe, epochs: 1000 }) };
    let name = '';
    for await (const { event, started: begun } of evaluator.client.trainModel(long)) {
      name ||= begun?.name ?? '';
      if (event !== 'progress') continue;
      const error = await refusal(evaluator.client, long);
      assert.deepEqual([error.code, error.reason], [status.ABORTED, 'TRAINING_UNDER_WAY']);
      assert.match(error.message, new RegExp(`${name} is being done for another caller`));
      break;
    }
    assert.equal(await started(evaluator.client, long), name);
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
      uploadWeights: async (requests) => {
        for await (const _ of requests);
        uploads += 1;
        if (away) throw unavailable('away', 10);
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

  it('says so where every worker is busy', async (t) => {
    await using evaluator = await startedEvaluator(await stateFolder(t), { patienceMs: 50 });
    const long = { ...request, recipe: recipeToProto({ ...recipe, epochs: 1000 }) };
    for await (const { event } of evaluator.client.trainModel(long)) {
      if (event !== 'started') continue;
      const error = await refusal(evaluator.client, {});
      assert.deepEqual([error.code, error.reason], [status.RESOURCE_EXHAUSTED, 'WORKERS_BUSY']);
      break;
    }
  });

  it('ends with UNAVAILABLE at a shutdown and keeps the training as it is', async (t) => {
    const stateDir = await stateFolder(t);
    const evaluator = await startedEvaluator(stateDir);
    let closing: PromiseLike<void> | undefined;
    let name = '';
    await assert.rejects(
      async () => {
        const long = { ...request, recipe: recipeToProto({ ...recipe, epochs: 1000 }) };
        for await (const { event, started } of evaluator.client.trainModel(long)) {
          name = started?.name ?? name;
          if (event === 'progress') closing ??= evaluator.running[Symbol.asyncDispose]();
        }
      },
      (error) => error instanceof RpcError && error.code === status.UNAVAILABLE,
    );
    await closing;
    evaluator.client[Symbol.dispose]();
    await stat(join(stateDir, name, 'checkpoints', 'checkpoint.safetensors'));
  });

  it('names every field that is wrong, and says what cannot be trained', async (t) => {
    await using evaluator = await startedEvaluator(await stateFolder(t), {
      datasets: [{ name: 'broken', kind: 'cifar10', directory: '/nowhere' }],
    });
    const { client } = evaluator;
    const bad = await refusal(client, {
      nsc: 'nonsense',
      dataset: 'unknown',
      seed: -1,
      recipe: { ...recipeToProto(recipe), batchSize: 0, momentum: 2 },
      stack: { ...stackToProto(tinyTask.stack), classes: 1 },
    });
    assert.equal(bad.code, status.INVALID_ARGUMENT);
    assert.deepEqual(
      bad.violations.map(({ field }) => field),
      ['nsc', 'dataset', 'recipe.batch_size', 'recipe.momentum', 'seed', 'stack.classes'],
    );
    const misfit = await refusal(client, { stack: { ...stackToProto(tinyTask.stack), classes: 7 } });
    assert.deepEqual(
      misfit.violations.map(({ field }) => field),
      ['stack.classes'],
    );
    const stack = { ...tinyTask.stack, input: { height: 32, width: 32, channels: 3 } };
    const unusable = await refusal(client, { dataset: 'broken', stack: stackToProto(stack) });
    assert.deepEqual([unusable.code, unusable.reason], [status.FAILED_PRECONDITION, 'DATASET_UNUSABLE']);
    const cutOut = (await trained(client, { recipe: recipeToProto({ ...recipe, cutOut: 100 }) })).at(-1);
    assert.equal(cutOut?.failure?.reason, 'FAILURE_REASON_INFEASIBLE');
    assert.match(cutOut.failure.message, /cutOut: must be at most 16/);
  });
});
