import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBlock } from '@blockqnn/nsc';
import type { Search } from '../src/domain/search.js';
import { Outbox } from '../src/store/outbox.js';
import { findSearch } from '../src/store/searches.js';
import { loadStrategyState } from '../src/store/strategy-state.js';
import type { Write } from '../src/store/writer.js';
import { testDatabase } from './test-database.js';

async function proposeAndObserve(write: Write, search: Search): Promise<string> {
  const strategy = await write.strategyOf(search);
  const { block } = strategy.propose();
  strategy.observe({ block, reward: 50 });
  return formatBlock(block);
}

test('a write that fails leaves no trace, neither in the database nor in the strategy', async () => {
  await using undisturbed = await testDatabase();
  const expected: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    expected.push(await undisturbed.writer.run((write) => proposeAndObserve(write, undisturbed.search)));
  }

  await using disturbed = await testDatabase();
  const { db, writer, search, told } = disturbed;
  const blocks: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    const stateBefore = await loadStrategyState(db, search.id);
    const failing = writer.run(async (write) => {
      await proposeAndObserve(write, search);
      await write.broadcast({ subject: 's', id: 'i', headers: {}, body: new Uint8Array() });
      await write.db.updateTable('search').set({ trial_count: 99 }).execute();
      write.changed(search.id);
      write.afterCommit(() => told.push('committed'));
      throw new Error('the disk is full');
    });
    await assert.rejects(failing, /the disk is full/);
    assert.deepEqual(await loadStrategyState(db, search.id), stateBefore);
    assert.equal((await findSearch(db, search.id))?.trialCount, 0);
    assert.deepEqual(await new Outbox(db).unpublished(10), []);
    blocks.push(await writer.run((write) => proposeAndObserve(write, search)));
  }
  assert.deepEqual(blocks, expected);
  assert.deepEqual(told, []);
});

test('writes run one after the other, in the order they came', async () => {
  await using setup = await testDatabase();
  const { writer, search, db } = setup;
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 50 }, (_, number) =>
      writer.run(async (write) => {
        const { trialCount } = (await findSearch(write.db, search.id)) ?? search;
        await new Promise(setImmediate);
        await write.db
          .updateTable('search')
          .set({ trial_count: trialCount + 1 })
          .execute();
        order.push(number);
      }),
    ),
  );
  assert.equal((await findSearch(db, search.id))?.trialCount, 50);
  assert.deepEqual(
    order,
    Array.from({ length: 50 }, (_, number) => number),
  );
});

test('listeners hear of a write once it is committed', async () => {
  await using setup = await testDatabase();
  const { writer, search, told, db } = setup;
  await writer.run(async (write) => {
    write.changed(search.id, 3);
    await write.broadcast({ subject: 's', id: 'i', headers: { a: 'b' }, body: Uint8Array.of(1, 2) });
    write.afterCommit(() => told.push('committed'));
    assert.deepEqual(told, []);
  });
  assert.deepEqual(told, [`${search.id} 3`, 'broadcast', 'committed']);
  const outbox = new Outbox(db);
  const [waiting] = await outbox.unpublished(10);
  assert.deepEqual(waiting?.message, {
    subject: 's',
    id: 'i',
    headers: { a: 'b' },
    body: Uint8Array.of(1, 2),
  });
  await outbox.markPublished(waiting.id);
  assert.deepEqual(await outbox.unpublished(10), []);
});
