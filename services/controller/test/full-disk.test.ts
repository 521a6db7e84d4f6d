import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { requestBlocks } from '../src/operations/request-blocks.js';
import { submitReward } from '../src/operations/submit-reward.js';
import { findSearch } from '../src/store/searches.js';
import { present } from './test-controller.js';
import { drawRequest, testDatabase } from './test-database.js';

test('where the disk is full nobody is told that anything was done, nothing is lost, and all goes on when there is room', async () => {
  await using undisturbed = await testDatabase();
  const draw = async (database: typeof undisturbed) =>
    await database.onSearch((operation, live) =>
      requestBlocks(operation, live, drawRequest(database.search)),
    );
  const tell = async ({ onSearch }: typeof undisturbed, number: number, token: string, text: string) =>
    await onSearch((operation, live) =>
      submitReward(operation, live, present(live.openTrial(number)), {
        token,
        outcome: {
          kind: 'measured',
          accuracy: 0.5,
          epochs: [],
          seconds: 1,
          device: text,
          restarts: 0,
          weightsSha256: '',
        },
      }),
    );
  await using database = await testDatabase();
  const { db, search, restart } = database;
  const [expected, given] = [await draw(undisturbed), await draw(database)];
  const { number, status } = present(given.assignments[0]).trial;
  const token = present(status.token);
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql.raw(`pragma max_page_count = ${String(present(rows[0]).page_count + 2)}`).execute(db);
  const calls = [tell(database, number, token, 'x'.repeat(100_000)), draw(database)];
  for (const outcome of await Promise.allSettled(calls)) {
    assert.equal(outcome.status, 'rejected');
    assert.equal((outcome.reason as { reason?: string }).reason, 'DATABASE_UNAVAILABLE');
    assert.match(String(outcome.reason), /the database is not available/);
  }
  await sql.raw('pragma max_page_count = 1000000').execute(db);
  assert.equal((await findSearch(db, search.id))?.succeededCount, 0);
  await restart();
  await tell(database, number, token, '');
  await tell(undisturbed, number, present(present(expected.assignments[0]).trial.status.token), '');
  const blocks = async (each: typeof undisturbed) =>
    (await draw(each)).assignments.map(({ trial }) => [trial.number, trial.nsc]);
  for (let turn = 0; turn < 5; turn += 1) assert.deepEqual(await blocks(database), await blocks(undisturbed));
  assert.equal((await findSearch(db, search.id))?.succeededCount, 1);
});
