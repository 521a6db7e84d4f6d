import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accuracyOf, createSearch, failure, getSearch, present, searchSpec } from './test-controller.js';
import { requestBlock, requestBlocks, runToEnd, submit, testController, until } from './test-controller.js';
import { drawRequest, testDatabase } from './test-database.js';
import { deleteSearch, purgeIfDue, undeleteSearch } from '../src/operations/delete-search.js';
import { requestBlocks as ask } from '../src/operations/request-blocks.js';

const SPEC = { strategy: 'STRATEGY_KIND_Q_LEARNING', maxLayers: 5, budget: { maxEvaluations: 20 } } as const;

test('a deleted search takes nothing, is hidden from lists, and goes on as it was when it is brought back', async () => {
  await using undisturbed = await testController();
  const whole = await createSearch(undisturbed, SPEC);
  const blocks = await runToEnd(undisturbed, whole.name, accuracyOf);

  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, SPEC);
  const continued: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const assignment = await requestBlock(controller, name);
    continued.push(present(assignment.block).nsc);
    await submit(controller, assignment, accuracyOf(present(assignment.block).nsc));
  }
  const open = await requestBlock(controller, name);
  continued.push(present(open.block).nsc);
  const before = await getSearch(controller, name);
  const deleted = present((await client.deleteSearch({ name })).search);
  assert.equal(deleted.state, 'SEARCH_STATE_DELETED');
  assert.ok(deleted.purgeTime !== null && deleted.deleteTime !== null);
  assert.deepEqual((await client.deleteSearch({ name })).search, deleted, 'deleting again changes nothing');
  const { trial, leaseToken } = open;
  const refused = [
    client.requestBlocks({ search: name, count: 1, worker: 'w' }),
    client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5 } }),
    client.pauseSearch({ name }),
    client.resumeSearch({ name }),
  ];
  const errors = await Promise.all(refused.map((call) => failure(call, 'FAILED_PRECONDITION')));
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    refused.map(() => 'SEARCH_DELETED'),
  );
  assert.deepEqual(await requestBlocks(controller, 'searches/-'), []);
  const report = await client.reportProgress({ trial, leaseToken });
  assert.deepEqual([report.stop, report.stopReason], [true, 'STOP_REASON_DELETED']);
  assert.deepEqual((await client.listSearches({})).searches, []);
  assert.equal((await client.listSearches({ showDeleted: true })).searches.length, 1);
  await controller.restart();
  assert.deepEqual((await controller.client.getSearch({ name })).search, deleted);
  const { search: back } = await controller.client.undeleteSearch({ name });
  assert.deepEqual(back, before);
  const again = await failure(controller.client.undeleteSearch({ name }), 'FAILED_PRECONDITION');
  assert.equal(again.reason, 'NOT_DELETED');
  await submit(controller, open, accuracyOf(present(open.block).nsc));
  continued.push(...(await runToEnd(controller, name, accuracyOf)));
  assert.deepEqual(continued, blocks);
});

test('a search that is brought back is the oldest one again', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller);
  const { name: later } = await createSearch(controller);
  await controller.client.deleteSearch({ name });
  await controller.restart();
  await requestBlock(controller, later);
  await controller.client.undeleteSearch({ name });
  const { trial } = await requestBlock(controller, 'searches/-');
  assert.ok(trial.startsWith(`${name}/`));
});

test('a search that was deleted after its end is deleted still when its last trial is given up', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 4, targetAccuracy: 0.9 } });
  const [first, second] = await requestBlocks(controller, name, 2);
  await submit(controller, present(first), 0.95);
  await client.deleteSearch({ name });
  const { trial, leaseToken } = present(second);
  assert.equal((await client.abandonTrial({ trial, leaseToken })).trial?.state, 'TRIAL_STATE_CANCELLED');
  const deleted = await getSearch(controller, name);
  assert.equal(deleted.state, 'SEARCH_STATE_DELETED');
  const back = present((await client.undeleteSearch({ name })).search);
  assert.equal(back.state, 'SEARCH_STATE_COMPLETED');
  assert.ok(back.completeTime);
});

test('time that is up while a search is deleted ends it when it is brought back', async () => {
  await using controller = await testController({ sweepIntervalMs: 10 });
  const { client, clock } = controller;
  const { name } = await createSearch(controller, {
    budget: { maxEvaluations: 4, maxDuration: { seconds: 60 } },
  });
  await client.deleteSearch({ name });
  clock.advance(60_000);
  await until(async () => (await getSearch(controller, name)).state === 'SEARCH_STATE_DELETED');
  await client.undeleteSearch({ name });
  await until(async () => (await getSearch(controller, name)).state === 'SEARCH_STATE_COMPLETED');
});

test('a purged search is gone, whoever watches is told, and the id of the request that made it is free', async () => {
  await using controller = await testController({ keepDeletedMs: 1000, sweepIntervalMs: 10 });
  const { client, clock } = controller;
  const { name: kept } = await createSearch(controller);
  const create = async () =>
    present((await client.createSearch({ spec: searchSpec(), requestId: 'r' })).search).name;
  const name = await create();
  await requestBlocks(controller, name, 2);
  const watch = client.watchSearch({ name })[Symbol.asyncIterator]();
  await watch.next();
  await client.deleteSearch({ name });
  clock.advance(1000);
  const told = async () => {
    while ((await watch.next()).done !== true);
  };
  await failure(told(), 'NOT_FOUND');
  const { searches } = await client.listSearches({ showDeleted: true });
  assert.deepEqual(
    searches.map((search) => search.name),
    [kept],
  );
  const calls = [
    client.getSearch({ name }),
    client.undeleteSearch({ name }),
    client.deleteSearch({ name }),
    client.listTrials({ parent: name }),
    client.requestBlocks({ search: name, count: 1, worker: 'w' }),
  ];
  await Promise.all(calls.map((call) => failure(call, 'NOT_FOUND')));
  const again = await create();
  assert.notEqual(again, name);
  assert.equal(await create(), again);
});

test('purging leaves no row, in the middle of a compaction too', async () => {
  await using database = await testDatabase({}, { compaction: { leastEntries: 20, entriesPerCommit: 5 } });
  const { db, onSearch, search, controller } = database;
  for (let turn = 0; turn < 5; turn += 1)
    await onSearch((operation, live) => ask(operation, live, drawRequest(search)));
  await onSearch((operation, live) => {
    deleteSearch(operation, live, 0);
  });
  await onSearch(purgeIfDue);
  await controller.flush();
  for (const table of [
    'search',
    'trial',
    'strategy_snapshot',
    'strategy_delta',
    'request',
    'outbox',
  ] as const) {
    assert.deepEqual(await db.selectFrom(table).selectAll().execute(), [], table);
  }
});

test('what an agent learnt between two deletions of its search is kept', async () => {
  await using undisturbed = await testDatabase();
  const request = (database: typeof undisturbed) => ({ ...drawRequest(database.search), count: 2 });
  const draw = async (database: typeof undisturbed) =>
    await database.onSearch((operation, live) =>
      ask(operation, live, request(database)).assignments.map(({ trial }) => trial.nsc),
    );
  const expected = [await draw(undisturbed), await draw(undisturbed), await draw(undisturbed)];

  await using database = await testDatabase();
  const { onSearch } = database;
  const drawn = [await draw(database)];
  // One after the other, each before the commit of the one before.
  const deleting = onSearch((operation, live) => {
    deleteSearch(operation, live, 1000);
  });
  await new Promise((resolve) => setImmediate(resolve));
  const undeleting = onSearch(undeleteSearch);
  const drawing = draw(database);
  const deletingAgain = onSearch((operation, live) => {
    deleteSearch(operation, live, 1000);
  });
  await Promise.all([deleting, undeleting, deletingAgain]);
  drawn.push(await drawing);
  await onSearch(undeleteSearch);
  drawn.push(await draw(database));
  assert.deepEqual(drawn, expected);
});
