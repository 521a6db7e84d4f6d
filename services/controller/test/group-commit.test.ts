import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBlock } from '@blockqnn/nsc';
import type { LiveSearch } from '../src/live/live-search.js';
import { pauseSearch } from '../src/operations/pause-search.js';
import type { Operation } from '../src/operations/operation.js';
import { findSearch } from '../src/store/searches.js';
import { testDatabase } from './test-database.js';

function proposeAndObserve({ unit }: Operation, live: LiveSearch): string {
  const { strategy } = unit.agentOf(live);
  const { block } = strategy.propose();
  strategy.observe({ block, reward: 50 });
  return formatBlock(block);
}

test('an operation that fails leaves no trace, neither in memory nor on disk', async () => {
  await using database = await testDatabase();
  const { onSearch, db, search, told, controller } = database;
  const failing = onSearch((operation, live) => {
    pauseSearch(operation, live);
    operation.unit.broadcast({ subject: 's', id: 'i', headers: {}, body: new Uint8Array() });
    operation.unit.afterCommit(() => told.push('committed'));
    throw new Error('no');
  });
  await assert.rejects(failing, /^Error: no$/);
  assert.equal(controller.live.find(search.id)?.search.state, 'running');
  await controller.flush();
  assert.equal((await findSearch(db, search.id))?.state, 'running');
  assert.deepEqual(await db.selectFrom('outbox').selectAll().execute(), []);
  assert.deepEqual(told, []);
});

test('a strategy goes on from what is on disk where an operation failed that it took part in', async () => {
  await using undisturbed = await testDatabase();
  const expected: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) expected.push(await undisturbed.onSearch(proposeAndObserve));

  await using disturbed = await testDatabase();
  const blocks: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const stateBefore = await disturbed.strategyState();
    const failing = disturbed.onSearch((operation, live) => {
      proposeAndObserve(operation, live);
      throw new Error('a bug');
    });
    await assert.rejects(failing, /a bug/);
    await assert.rejects(disturbed.onSearch(proposeAndObserve), { reason: 'DATABASE_UNAVAILABLE' });
    await disturbed.restart();
    assert.deepEqual(await disturbed.strategyState(), stateBefore);
    blocks.push(await disturbed.onSearch(proposeAndObserve));
  }
  assert.deepEqual(blocks, expected);
});

test('operations of one turn share a commit, and see each other in the order they came', async () => {
  await using database = await testDatabase();
  const { onSearch, db, search } = database;
  const deltas = async () =>
    (await db.selectFrom('strategy_delta').select('number').where('search', '=', search.id).execute()).length;
  const before = await deltas();
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 50 }, (_, number) =>
      onSearch((operation, live) => {
        proposeAndObserve(operation, live);
        operation.unit.putSearch(live, { ...live.search, trialCount: live.search.trialCount + 1 });
        assert.equal(live.search.trialCount, number + 1);
      }).then(() => order.push(number)),
    ),
  );
  assert.deepEqual(
    order,
    Array.from({ length: 50 }, (_, number) => number),
  );
  assert.equal((await findSearch(db, search.id))?.trialCount, 50);
  assert.ok((await deltas()) - before <= 2, 'fifty operations made two commits at most');
});

test('where a commit fails nobody is told that anything was done, and a new term begins from what is on disk', async () => {
  await using database = await testDatabase();
  const { onSearch, db, search, controller, told } = database;
  await db.schema.alterTable('search').renameTo('gone').execute();
  const calls = [1, 2, 3].map(() => onSearch(pauseSearch));
  const outcomes = await Promise.allSettled(calls);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
  await assert.rejects(controller.flush());
  await db.schema.alterTable('gone').renameTo('search').execute();
  await database.restart();
  assert.equal(controller.live.find(search.id)?.search.state, 'running');
  assert.deepEqual(told, []);
  await onSearch(pauseSearch);
  assert.equal((await findSearch(db, search.id))?.state, 'paused');
});

test('a controller that was fenced off writes nothing', async () => {
  await using database = await testDatabase();
  const { onSearch, db, search } = database;
  await db
    .updateTable('leadership')
    .set(({ eb }) => ({ epoch: eb('epoch', '+', 1) }))
    .execute();
  await assert.rejects(onSearch(pauseSearch), { reason: 'STANDBY' });
  assert.equal((await findSearch(db, search.id))?.state, 'running');
});
