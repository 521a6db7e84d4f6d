import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatBlock } from '@blockqnn/nsc';
import type { LiveSearch } from '../src/live/live-search.js';
import type { Operation } from '../src/operations/operation.js';
import { testDatabase, type TestDatabase } from './test-database.js';

/** Draws a block and learns a reward for it, which changes the strategy in many places. */
function learn({ unit }: Operation, live: LiveSearch): string {
  const { strategy } = unit.agentOf(live);
  const { block } = strategy.propose();
  const text = formatBlock(block);
  strategy.observe({ block, reward: text.length });
  return text;
}

async function rowsOf({ db }: TestDatabase, table: 'strategy_snapshot' | 'strategy_delta'): Promise<number> {
  return (await db.selectFrom(table).select('number').execute()).length;
}

test('whatever comes between commits, snapshots and restarts, the strategy goes on as if nothing had', async () => {
  const step = fc.constantFrom('learn', 'learn', 'learn', 'two at once', 'restart');
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 60 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      async (steps, leastEntries, entriesPerCommit) => {
        await using undisturbed = await testDatabase();
        await using disturbed = await testDatabase({}, { compaction: { leastEntries, entriesPerCommit } });
        for (const each of steps) {
          if (each === 'restart') {
            await disturbed.restart();
            continue;
          }
          const turns = each === 'learn' ? 1 : 2;
          const learnIn = ({ onSearch }: TestDatabase) =>
            Promise.all(Array.from({ length: turns }, () => onSearch(learn)));
          assert.deepEqual(await learnIn(disturbed), await learnIn(undisturbed));
        }
        const sorted = async ({ strategyState }: TestDatabase) =>
          (await strategyState()).map(({ key, value }) => `${key} ${value}`).sort();
        assert.deepEqual(await sorted(disturbed), await sorted(undisturbed));
      },
    ),
    { numRuns: 25 },
  );
});

test('deltas go once a snapshot has them, and snapshots once there is a newer one', async () => {
  await using database = await testDatabase({}, { compaction: { leastEntries: 50, entriesPerCommit: 25 } });
  let most = 0;
  for (let turn = 0; turn < 400; turn += 1) {
    await database.onSearch(learn);
    most = Math.max(most, await rowsOf(database, 'strategy_delta'));
  }
  assert.ok(most < 200, `${String(most)} deltas of 400 commits at once`);
  const snapshots = await database.db.selectFrom('strategy_snapshot').select(['number', 'is_last']).execute();
  assert.ok(Math.max(...snapshots.map(({ number }) => number)) > 3, 'some snapshots were written');
  assert.ok(new Set(snapshots.map(({ number }) => number)).size <= 2, 'the newest, and one under way');
});

test('a snapshot has nothing of operations that were never committed', async () => {
  await using undisturbed = await testDatabase();
  await using database = await testDatabase({}, { compaction: { leastEntries: 1, entriesPerCommit: 1000 } });
  const { onSearch, restart, strategyState } = database;
  const sorted = (entries: readonly { readonly key: string; readonly value: string }[]) =>
    entries.map(({ key, value }) => `${key} ${value}`).sort();
  for (let turn = 0; turn < 10; turn += 1) {
    for (const _ of [1, 2]) await undisturbed.onSearch(learn);
    await onSearch(learn);
    let lost: Promise<unknown> = Promise.resolve();
    // While the second commit is being written another operation comes, and then the controller dies.
    database.beforeStatement = () => {
      database.beforeStatement = () => undefined;
      lost = assert.rejects(onSearch(learn));
    };
    await onSearch(learn);
    await restart();
    await lost;
    assert.deepEqual(sorted(await strategyState()), sorted(await undisturbed.strategyState()));
  }
});
