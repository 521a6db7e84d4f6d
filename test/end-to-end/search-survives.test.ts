import {
  CONTROLLER_SERVICE,
  REGISTRY_SERVICE,
  recipeToProto,
  type EvaluationMessage,
  type TrialMessage,
} from '@blockqnn/api';
import { smallStack } from '@blockqnn/network';
import { createClient } from '@blockqnn/rpc';
import { QUICK_RECIPE } from '@blockqnn/training/recipes';
import { connect } from 'nats';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { startNatsServer } from '../tools/nats-server.js';
import { childrenOf } from './child-processes.js';
import { endToEndImages } from './end-to-end-images.js';
import { eventually } from './eventually.js';
import { exportedModel } from './exported-model.js';
import { startService } from './service-process.js';

const BLOCKS = 6;

it('a search survives a killed training process and a killed controller, and loses and repeats nothing', async (t) => {
  const nats = await startNatsServer(t);
  if (!nats) return;
  const stateDir = await mkdtemp(join(tmpdir(), 'blockqnn-e2e-'));
  t.after(() => rm(stateDir, { recursive: true, force: true }));
  const images = endToEndImages();
  const shared = { BLOCKQNN_STATE_DIR: stateDir, BLOCKQNN_NATS_URL: nats.url };

  const registryProcess = await startService('registry', {
    ...shared,
    BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
  });
  t.after(() => registryProcess.kill());
  let controllerProcess = await startService('controller', {
    ...shared,
    BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
  });
  t.after(() => controllerProcess.kill());
  const controllerAddress = controllerProcess.address;
  const evaluatorProcess = await startService('evaluator', {
    BLOCKQNN_EVALUATOR_LISTEN: '127.0.0.1:0',
    BLOCKQNN_CONTROLLER_ADDRESS: controllerAddress,
    BLOCKQNN_REGISTRY_ADDRESS: registryProcess.address,
    BLOCKQNN_DATASETS: images.sources,
    BLOCKQNN_WORKERS: '2',
  });
  t.after(() => evaluatorProcess.kill());

  // A subscriber that has nothing to do with the registry.
  const connection = await connect({ servers: nats.url });
  t.after(() => connection.close());
  const heard: string[] = [];
  const subscription = connection.subscribe('blockqnn.v1.evaluations.completed.*');
  const listening = (async () => {
    for await (const message of subscription) {
      const { evaluation } = JSON.parse(message.string()) as { evaluation: { trial: string } };
      heard.push(evaluation.trial);
    }
  })();

  using controller = createClient(CONTROLLER_SERVICE, controllerAddress);
  using registry = createClient(REGISTRY_SERVICE, registryProcess.address);
  const { search } = await controller.createSearch({
    spec: {
      strategy: 'STRATEGY_KIND_Q_LEARNING',
      seed: 5,
      dataset: images.dataset,
      stack: smallStack(images),
      recipe: recipeToProto({ ...QUICK_RECIPE, epochs: 3 }),
      budget: { maxEvaluations: BLOCKS, maxAttempts: 5 },
      maxLayers: 5,
      leaseDuration: { seconds: 10 },
    },
  });
  assert.ok(search);
  const { name } = search;
  const listTrials = async () => (await controller.listTrials({ parent: name, pageSize: 100 })).trials;

  // In the middle of a block: it has an epoch behind it and others before it.
  const victim = await eventually('a trial in its second epoch', async () =>
    (await listTrials()).find(({ state, epochs }) => state === 'TRIAL_STATE_LEASED' && epochs.length === 1),
  );
  const [child] = await childrenOf(evaluatorProcess.pid);
  assert.ok(child);
  process.kill(child, 'SIGKILL');
  await eventually('a trial handed out again', async () =>
    (await listTrials()).find(({ attempt }) => attempt >= 2),
  );

  const atKill = await eventually('two results', async () => {
    const { search: now } = await controller.getSearch({ name });
    return (now?.succeededCount ?? 0) >= 2 ? now : undefined;
  });
  assert.equal(atKill?.state, 'SEARCH_STATE_RUNNING', 'the controller dies in mid-search');
  await controllerProcess.kill();
  controllerProcess = await startService('controller', {
    ...shared,
    BLOCKQNN_CONTROLLER_LISTEN: controllerAddress,
  });
  assert.equal(controllerProcess.address, controllerAddress);

  const completed = await eventually('the end of the search', async () => {
    const { search: now } = await controller.getSearch({ name });
    return now?.state === 'SEARCH_STATE_COMPLETED' ? now : undefined;
  });
  const trials = await listTrials();
  checkCounts(trials, completed.succeededCount, completed.failedCount);
  assert.ok(
    trials.some(({ attempt }) => attempt >= 2),
    `${victim.name} or its neighbour was trained again`,
  );

  const evaluations = await eventually('the registry to keep them all', async () => {
    const { evaluations: kept } = await registry.listEvaluations({ parent: name, pageSize: 100 });
    return kept.length >= BLOCKS ? kept : undefined;
  });
  checkAgreement(trials, evaluations);

  await eventually('the subscriber to hear all', () =>
    Promise.resolve(new Set(heard).size >= BLOCKS || undefined),
  );
  assert.deepEqual([...new Set(heard)].sort(), trials.map((trial) => trial.name).sort());

  const best = completed.bestTrial;
  assert.ok(best?.block);
  const model = await exportedModel(registry, {
    block: best.block.name,
    trial: best.name,
    weights: 'WEIGHTS_STATE_TRAINED',
  });
  assert.deepEqual(model.inputShape, [null, images.input.height, images.input.width, images.input.channels]);
  assert.deepEqual(model.outputShape, [null, images.classes]);
  assert.equal(model.trainableParameters, best.figures?.parameters);
  assert.equal(model.header.weights, 'WEIGHTS_STATE_TRAINED');
  assert.equal(model.header.trial, best.name);

  assert.equal(await evaluatorProcess.stop(), 0);
  assert.equal(await controllerProcess.stop(), 0);
  assert.equal(await registryProcess.stop(), 0);
  subscription.unsubscribe();
  await listening;
});

function checkCounts(trials: readonly TrialMessage[], succeeded: number, failed: number): void {
  assert.equal(trials.length, BLOCKS);
  assert.equal(succeeded + failed, BLOCKS);
  assert.equal(trials.filter(({ state }) => state === 'TRIAL_STATE_SUCCEEDED').length, succeeded);
  assert.equal(new Set(trials.map(({ block }) => block?.name)).size, BLOCKS, 'no block is evaluated twice');
  assert.ok(succeeded >= BLOCKS - 1, 'a killed process costs at most the block that it had');
}

function checkAgreement(trials: readonly TrialMessage[], evaluations: readonly EvaluationMessage[]): void {
  const inController = trials.map(({ name, block, reward, measurement, attempt }) => ({
    name,
    block: block?.name,
    reward,
    accuracy: measurement?.accuracy,
    attempt,
  }));
  const inRegistry = evaluations.map(({ trial, block, reward, measurement, attempt }) => ({
    name: trial,
    block: block?.name,
    reward,
    accuracy: measurement?.accuracy,
    attempt,
  }));
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  assert.deepEqual(inRegistry.sort(byName), inController.sort(byName));
}
