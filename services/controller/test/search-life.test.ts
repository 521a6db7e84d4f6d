import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timestampFromProto } from '@blockqnn/api';
import {
  accuracyOf,
  createSearch,
  failure,
  getSearch,
  present,
  requestBlock,
  requestBlocks,
  runToEnd,
  searchSpec,
  submit,
  testController,
} from './test-controller.js';

test('a new search has every default filled in', async () => {
  await using controller = await testController();
  const { search } = await controller.client.createSearch({
    spec: { dataset: 'cifar10?limit=2000', stack: searchSpec().stack ?? {}, budget: { maxEvaluations: 24 } },
  });
  assert.ok(search);
  const spec = present(search.spec);
  assert.match(search.name, /^searches\/s[0-9a-f]{11}$/);
  assert.equal(search.state, 'SEARCH_STATE_RUNNING');
  assert.equal(spec.strategy, 'STRATEGY_KIND_Q_LEARNING');
  assert.equal(spec.dataset, 'cifar10?limit=2000');
  assert.equal(spec.budget?.maxAttempts, 3);
  assert.equal(spec.maxLayers, 7);
  assert.equal(spec.recipe?.epochs, 12);
  assert.deepEqual({ ...spec.rewardWeights }, { mu: 1, rho: 8 });
  assert.deepEqual({ ...spec.leaseDuration }, { seconds: 60, nanos: 0 });
  assert.deepEqual({ ...spec.limits }, { maxFlops: 0, maxParameters: 0, maxActivationBytes: 0 });
  assert.equal(search.epsilon, 1);
  assert.equal(search.bestTrial, null);
  assert.equal(search.completeTime, null);
  assert.equal(timestampFromProto(search.createTime), controller.clock.now());
});

test('what was asked for is kept as it was sent', async () => {
  await using controller = await testController();
  const sent = searchSpec({
    displayName: 'Größe ☃',
    strategy: 'STRATEGY_KIND_RANDOM',
    seed: 2 ** 32 - 1,
    recipe: { ...present((await createSearch(controller)).spec?.recipe), epochs: 3, horizontalFlip: false },
    rewardWeights: { mu: 0, rho: 0.5 },
    budget: { maxEvaluations: 1_000_000, maxAttempts: 100 },
    limits: { maxFlops: 5e12 },
    maxLayers: 23,
    leaseDuration: { seconds: 5 },
  });
  const created = present((await controller.client.createSearch({ spec: sent })).search);
  const { spec } = await getSearch(controller, created.name);
  assert.deepEqual(spec, created.spec);
  assert.equal(spec?.displayName, 'Größe ☃');
  assert.equal(spec.seed, 2 ** 32 - 1);
  assert.equal(spec.recipe?.epochs, 3);
  assert.equal(spec.recipe.horizontalFlip, false);
  assert.equal(spec.rewardWeights?.mu, 0);
  assert.equal(spec.limits?.maxFlops, 5e12);
  assert.equal(spec.maxLayers, 23);
});

test('the same request makes one search, another request another', async () => {
  await using controller = await testController();
  const create = async (requestId: string) =>
    present((await controller.client.createSearch({ spec: searchSpec(), requestId })).search).name;
  const [first, second, third] = await Promise.all([create('a'), create('a'), create('b')]);
  assert.equal(first, second);
  assert.notEqual(first, third);
  assert.notEqual(await create(''), await create(''));
});

test('a search runs to its end and counts everything', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, {
    strategy: 'STRATEGY_KIND_Q_LEARNING',
    budget: { maxEvaluations: 12 },
  });
  const first = await requestBlock(controller, name);
  assert.equal((await getSearch(controller, name)).openCount, 1);
  const { trial, best } = await submit(controller, first, 0.25);
  assert.equal(best, true);
  assert.equal((await getSearch(controller, name)).bestTrial?.name, trial.name);

  controller.clock.advance(1000);
  await runToEnd(controller, name, accuracyOf);
  const search = await getSearch(controller, name);
  assert.equal(search.state, 'SEARCH_STATE_COMPLETED');
  assert.equal(search.succeededCount, 12);
  assert.equal(search.failedCount, 0);
  assert.equal(search.openCount, 0);
  assert.equal(search.endReason, '');
  assert.ok(search.epsilon < 1);
  assert.equal(timestampFromProto(search.completeTime), controller.clock.now());

  const { trials } = await controller.client.listTrials({ parent: name });
  assert.equal(trials.length, 12);
  assert.equal(new Set(trials.map(({ block }) => block?.name)).size, 12);
  const highest = Math.max(...trials.map(({ reward }) => reward));
  assert.equal(search.bestTrial?.reward, highest);
  for (const { block, figures, measurement, reward } of trials) {
    const { density } = present(block);
    const { flops } = present(figures);
    const expected = 100 * present(measurement).accuracy - Math.log(flops / 1e6) - 8 * Math.log(density);
    assert.ok(Math.abs(reward - expected) < 1e-9);
  }
});

test('a paused search takes results and hands out nothing until it is resumed', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller);
  const assignment = await requestBlock(controller, name);
  assert.equal((await client.pauseSearch({ name })).search?.state, 'SEARCH_STATE_PAUSED');
  assert.equal((await client.pauseSearch({ name })).search?.state, 'SEARCH_STATE_PAUSED');

  const asked = await client.requestBlocks({ search: name, count: 1, worker: 'w' });
  assert.deepEqual(asked.assignments, []);
  assert.equal(asked.searchDone, false);
  assert.deepEqual({ ...asked.retryDelay }, { seconds: 2, nanos: 0 });
  assert.deepEqual(await requestBlocks(controller, 'searches/-'), []);
  await client.reportProgress({ trial: assignment.trial, leaseToken: assignment.leaseToken });
  await submit(controller, assignment);

  assert.equal((await client.resumeSearch({ name })).search?.state, 'SEARCH_STATE_RUNNING');
  assert.equal((await client.resumeSearch({ name })).search?.state, 'SEARCH_STATE_RUNNING');
  assert.equal((await requestBlocks(controller, name)).length, 1);
});

test('a search that is paused when its last result comes in is completed', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1 } });
  const assignment = await requestBlock(controller, name);
  await controller.client.pauseSearch({ name });
  await submit(controller, assignment);
  assert.equal((await getSearch(controller, name)).state, 'SEARCH_STATE_COMPLETED');
});

test('a completed search can be neither paused nor resumed, and says that it is done', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1 } });
  await runToEnd(controller, name);
  for (const call of [client.pauseSearch, client.resumeSearch]) {
    const error = await failure(call({ name }), 'FAILED_PRECONDITION');
    assert.equal(error.reason, 'SEARCH_COMPLETED');
    assert.ok(error.message.includes(name));
  }
  const asked = await client.requestBlocks({ search: name, count: 5, worker: 'w' });
  assert.deepEqual({ ...asked }, { assignments: [], searchDone: true, retryDelay: null });
});

test('unknown searches and trials are NOT_FOUND by name', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller);
  const missing = 'searches/nowhere';
  const calls = [
    client.getSearch({ name: missing }),
    client.pauseSearch({ name: missing }),
    client.resumeSearch({ name: missing }),
    client.requestBlocks({ search: missing, count: 1, worker: 'w' }),
    client.listTrials({ parent: missing }),
    client.watchSearch({ name: missing })[Symbol.asyncIterator]().next(),
    client.reportProgress({ trial: `${missing}/trials/1`, leaseToken: 't' }),
  ];
  const errors = await Promise.all(calls.map((call) => failure(call, 'NOT_FOUND')));
  for (const { message } of errors) assert.match(message, /searches\/nowhere/);
  const trial = `${name}/trials/9`;
  const onTrial = [
    client.reportProgress({ trial, leaseToken: 't' }),
    client.submitReward({ trial, leaseToken: 't', measurement: { accuracy: 0.1 } }),
    client.abandonTrial({ trial, leaseToken: 't' }),
  ];
  const trialErrors = await Promise.all(onTrial.map((call) => failure(call, 'NOT_FOUND')));
  for (const { message } of trialErrors) assert.match(message, /trials\/9/);
});
