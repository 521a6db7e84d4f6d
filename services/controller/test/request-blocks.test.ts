import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationFromProto, timestampFromProto } from '@blockqnn/api';
import { blockFromTuples, blockId, canonicalBlock, formatBlock, parseBlock } from '@blockqnn/nsc';
import {
  createSearch,
  failure,
  getSearch,
  present,
  requestBlock,
  requestBlocks,
  runToEnd,
  submit,
  testController,
} from './test-controller.js';

test('an assignment has all that is needed to evaluate the block', async () => {
  await using controller = await testController();
  const { name, spec } = await createSearch(controller, { dataset: 'cifar10?limit=500' });
  const assignment = await requestBlock(controller, name);
  assert.equal(assignment.trial, `${name}/trials/1`);
  assert.equal(assignment.dataset, 'cifar10?limit=500');
  assert.deepEqual(assignment.stack, spec?.stack);
  assert.deepEqual(assignment.recipe, spec?.recipe);
  assert.equal(assignment.attempt, 1);
  assert.match(assignment.leaseToken, /^[0-9a-f-]{36}$/);
  assert.equal(timestampFromProto(assignment.leaseExpireTime), controller.clock.now() + 60_000);
  assert.deepEqual({ ...assignment.leaseDuration }, { seconds: 60, nanos: 0 });

  const { nsc, layers, name: blockName } = present(assignment.block);
  const block = parseBlock(nsc);
  assert.equal(nsc, formatBlock(canonicalBlock(block)));
  assert.equal(blockName, `blocks/${blockId(block)}`);
  assert.equal(layers.at(-1)?.type, 'LAYER_TYPE_TERMINAL');
  const codes = {
    CONVOLUTION: 1,
    MAX_POOLING: 2,
    AVERAGE_POOLING: 3,
    IDENTITY: 4,
    ADD: 5,
    CONCAT: 6,
    TERMINAL: 7,
  };
  const tuples = layers.map(({ index, type, kernel, pred1, pred2 }) => {
    const code = codes[type.replace('LAYER_TYPE_', '') as keyof typeof codes];
    return [index, code, kernel, pred1, pred2];
  });
  assert.equal(formatBlock(blockFromTuples(tuples as never)), nsc);
});

test('no block is handed out twice, and the budget is the end', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 30 } });
  const blocks = [
    ...(await requestBlocks(controller, name, 20)),
    ...(await requestBlocks(controller, name, 100)),
  ].map(({ block }) => block?.name);
  assert.equal(blocks.length, 30);
  assert.equal(new Set(blocks).size, 30);
  const { assignments, searchDone, retryDelay } = await controller.client.requestBlocks({
    search: name,
    count: 1,
    worker: 'w',
  });
  assert.deepEqual(assignments, []);
  assert.equal(searchDone, false, 'a lease may still be lost');
  assert.equal(durationFromProto(retryDelay), 5000);
});

test('the same request gets the same blocks as long as their leases hold', async () => {
  await using controller = await testController();
  const { client, clock } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 9 } });
  const ask = async (requestId: string, worker = 'w') =>
    (await client.requestBlocks({ search: name, count: 2, worker, requestId })).assignments;
  const [first, again] = await Promise.all([ask('one'), ask('one')]);
  assert.deepEqual(again, first);
  assert.notDeepEqual(await ask('one', 'another worker'), first);
  assert.notDeepEqual(await ask('two'), first);
  const other = await createSearch(controller);
  const elsewhere = await client.requestBlocks({
    search: other.name,
    count: 1,
    worker: 'w',
    requestId: 'one',
  });
  assert.equal(elsewhere.assignments[0]?.trial, `${other.name}/trials/1`);

  await submit(controller, present(first[0]));
  assert.deepEqual(await ask('one'), [first[1]]);
  clock.advance(60_000);
  const later = await ask('one');
  assert.equal(later.length, 2);
  assert.ok(later.every(({ attempt }) => attempt === 2));
});

test('without a search, the oldest running one on the right dataset hands out', async () => {
  await using controller = await testController();
  const { client } = controller;
  const older = await createSearch(controller, { budget: { maxEvaluations: 2 } });
  const newer = await createSearch(controller, { dataset: 'cifar10?limit=500' });
  const other = await createSearch(controller, { dataset: 'cifar100' });
  const ask = async (count: number, datasets: string[]) => {
    const { assignments, searchDone } = await client.requestBlocks({
      search: 'searches/-',
      count,
      worker: 'w',
      datasets,
    });
    assert.equal(searchDone, false);
    return assignments.map(({ trial }) => trial);
  };
  assert.deepEqual(await ask(1, ['cifar10']), [`${newer.name}/trials/1`]);
  assert.deepEqual(await ask(1, ['cifar10', 'cifar100']), [`${newer.name}/trials/2`]);
  assert.deepEqual(await ask(1, ['cifar100']), [`${other.name}/trials/1`]);
  assert.deepEqual(await ask(1, ['svhn']), []);
  assert.deepEqual(await ask(3, []), [
    `${older.name}/trials/1`,
    `${older.name}/trials/2`,
    `${newer.name}/trials/3`,
  ]);
  assert.deepEqual(await ask(1, ['procedural']), []);
});

test('where nothing runs, it says when to ask again', async () => {
  await using controller = await testController();
  const answer = await controller.client.requestBlocks({ search: 'searches/-', count: 1, worker: 'w' });
  assert.deepEqual(answer, { assignments: [], searchDone: false, retryDelay: { seconds: 5, nanos: 0 } });

  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1 } });
  await requestBlock(controller, name);
  const ask = async (datasets: string[]) => {
    const request = { search: 'searches/-', count: 1, worker: 'w', datasets };
    return durationFromProto((await controller.client.requestBlocks(request)).retryDelay);
  };
  assert.equal(await ask([]), 1000, 'while a search runs');
  assert.equal(await ask(['cifar10']), 5000, 'it runs on images that the worker has not');
});

test('a space smaller than the budget ends the search with a reason', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { maxLayers: 1, budget: { maxEvaluations: 100 } });
  const blocks = await runToEnd(controller, name);
  const search = await getSearch(controller, name);
  assert.deepEqual(
    [...blocks].sort(),
    ['add@0+0', 'avg3@0', 'cat@0+0', 'conv1@0', 'conv3@0', 'conv5@0', 'id@0', 'max3@0'],
    'every block of one layer, once',
  );
  assert.equal(search.state, 'SEARCH_STATE_COMPLETED');
  assert.match(search.endReason, /no further block was found in 1000 proposals in a row/);
  assert.ok(search.duplicateCount >= 1000);
});

test('only proposals in a row end a search, however many there are in all', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { maxLayers: 2, budget: { maxEvaluations: 150 } });
  const found = await runToEnd(controller, name);
  const { duplicateCount } = await getSearch(controller, name);
  assert.ok(found.length > 100, 'nearly all blocks of two layers');
  assert.ok(duplicateCount > 1200, 'many before the last thousand');
});

test('a search out of blocks waits for what is in flight', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { maxLayers: 1, budget: { maxEvaluations: 100 } });
  const held: Awaited<ReturnType<typeof requestBlocks>>[number][] = [];
  while ((await getSearch(controller, name)).endReason === '') {
    held.push(...(await requestBlocks(controller, name, 10)));
  }
  assert.equal(held.length, 8);
  for (const assignment of held) {
    assert.equal((await getSearch(controller, name)).state, 'SEARCH_STATE_RUNNING');
    await submit(controller, assignment);
  }
  assert.equal((await getSearch(controller, name)).state, 'SEARCH_STATE_COMPLETED');
});

test('blocks above the limits are never handed out and cost no budget', async () => {
  await using controller = await testController();
  const maxParameters = 5000;
  const { name } = await createSearch(controller, {
    strategy: 'STRATEGY_KIND_Q_LEARNING',
    maxLayers: 6,
    limits: { maxParameters },
    budget: { maxEvaluations: 20 },
  });
  await runToEnd(controller, name);
  const search = await getSearch(controller, name);
  assert.equal(search.succeededCount, 20);
  assert.ok(search.infeasibleCount > 0);
  const { trials } = await controller.client.listTrials({ parent: name });
  for (const { figures } of trials) assert.ok(present(figures).parameters <= maxParameters);
});

test('limits that no block keeps end the search', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { limits: { maxFlops: 1 } });
  assert.deepEqual(await runToEnd(controller, name), []);
  const search = await getSearch(controller, name);
  assert.equal(search.state, 'SEARCH_STATE_COMPLETED');
  assert.equal(search.infeasibleCount, 1000);
  assert.match(search.endReason, /known or above the limits/);
});

test('a search that ends by limits in the middle of drawing says when to ask again', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { limits: { maxFlops: 1 } });
  const { assignments, retryDelay, searchDone } = await controller.client.requestBlocks({
    search: name,
    count: 1,
    worker: 'w',
  });
  assert.deepEqual(assignments, []);
  assert.equal(searchDone, false);
  assert.equal(durationFromProto(retryDelay), 100);
});

test('bad requests name every bad field', async () => {
  await using controller = await testController();
  const error = await failure(
    controller.client.requestBlocks({
      search: 'search/1',
      count: 0,
      worker: '',
      datasets: ['ok', 'cifar10?limit=3'],
      requestId: '\n',
    }),
    'INVALID_ARGUMENT',
  );
  assert.deepEqual(error.violations.map(({ field }) => field).sort(), [
    'count',
    'datasets[1]',
    'request_id',
    'search',
    'worker',
  ]);
  for (const count of [-1, 101]) {
    const search = 'searches/-';
    await failure(controller.client.requestBlocks({ search, count, worker: 'w' }), 'INVALID_ARGUMENT');
  }
});
