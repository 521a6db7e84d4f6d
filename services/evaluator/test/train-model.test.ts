import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { recipeToProto, stackToProto, trainingName } from '@blockqnn/api';
import { checkWeights, buildLayerGraph, decodeSafetensors } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { RpcError } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { killChild } from './evaluator.js';
import { tinyTask } from './tiny-task.js';
import {
  EPOCHS,
  recipe,
  request,
  id,
  stateFolder,
  startedEvaluator,
  trained,
  trainedUntil,
  refusal,
  started,
  figuresOf,
  type Response,
} from './asked-training.js';

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

  it('says of a training that diverges just that, without trying again', async (t) => {
    await using evaluator = await startedEvaluator(await stateFolder(t));
    const pid = evaluator.running.workers[0]?.pid;
    // Each step takes ten times the weights off the weights.
    const wild = { ...recipe, learningRate: 10, weightDecay: 1, maxRestarts: 0 };
    const responses = await trained(evaluator.client, { recipe: recipeToProto(wild) });
    assert.deepEqual(
      responses.filter(({ event }) => event === 'started' || event === 'failure').map(({ event }) => event),
      ['started', 'failure'],
    );
    const failure = responses.at(-1)?.failure;
    assert.ok(failure);
    assert.equal(failure.reason, 'FAILURE_REASON_DIVERGED');
    assert.match(failure.message, /loss became \S+ in epoch \d/);
    assert.equal(evaluator.running.workers[0]?.pid, pid, 'the process lives on');
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
