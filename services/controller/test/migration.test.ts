import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { migrate, openDatabase, type DatabaseLocation } from '@blockqnn/storage';
import { sql, type Kysely } from 'kysely';
import { MIGRATIONS } from '../src/store/migrations.js';
import { loadStrategyState } from '../src/store/strategy-state.js';
import type { Tables } from '../src/store/tables.js';
import { freshDatabase } from './database-of-tests.js';
import {
  accuracyOf,
  createSearch,
  getSearch,
  present,
  requestBlock,
  requestBlocks,
} from './test-controller.js';
import { runToEnd, searchSpec, submit, testController, type TestController } from './test-controller.js';

const SPEC = {
  strategy: 'STRATEGY_KIND_Q_LEARNING',
  maxLayers: 5,
  budget: { maxEvaluations: 30, maxAttempts: 5 },
} as const;

const open = async (database: DatabaseLocation): Promise<Kysely<Tables>> =>
  await openDatabase<Tables>(database, { schema: 'blockqnn_controller', applicationName: 'test' });

/** Trials in every state, and nothing lost of what an unbroken run has. */
async function firstHalf(controller: TestController) {
  const spec = searchSpec(SPEC);
  const { search } = await controller.client.createSearch({ spec, requestId: 'the-first' });
  const { name } = present(search);
  for (let turn = 0; turn < 12; turn += 1) {
    const assignment = await requestBlock(controller, name);
    const { trial, leaseToken, block } = assignment;
    if (turn === 5) {
      const failure = { reason: 'FAILURE_REASON_DIVERGED', message: 'm' } as const;
      await controller.client.submitReward({ trial, leaseToken, failure });
    } else await submit(controller, assignment, accuracyOf(present(block).nsc));
  }
  const [leased, pending] = await requestBlocks(controller, name, 2);
  const { trial, leaseToken } = present(pending);
  await controller.client.abandonTrial({ trial, leaseToken });
  return { name, leased: present(leased) };
}

async function secondHalf(
  controller: TestController,
  { name, leased }: Awaited<ReturnType<typeof firstHalf>>,
) {
  await submit(controller, leased, 0.5);
  const blocks = await runToEnd(controller, name, accuracyOf);
  const { bestTrial, ...search } = await getSearch(controller, name);
  return {
    blocks,
    best: bestTrial?.block?.nsc,
    counts: [search.succeededCount, search.failedCount, search.duplicateCount],
  };
}

/** Columns that came after the first version. */
const LATER_COLUMNS: ReadonlySet<string> = new Set([
  'cancelled_count',
  'imported_count',
  'completion_count',
  'closed',
  'source',
  'deleted_from',
  'deleted_at_ms',
  'purge_at_ms',
  'excused_attempts',
  'made_after',
  'origin',
  'sequence',
]);

/** Writes what a database has into one of the first version, as that kept it. */
async function writeAsFirstVersion(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  const requests = await from.selectFrom('request').selectAll().execute();
  for (const table of ['search', 'trial', 'outbox'] as const) {
    for (const row of await from.selectFrom(table).selectAll().execute()) {
      const known = Object.fromEntries(Object.entries(row).filter(([column]) => !LATER_COLUMNS.has(column)));
      await to.insertInto(table).values(known).execute();
    }
  }
  for (const { id } of await from.selectFrom('search').select('id').execute()) {
    for (const { key, value } of (await loadStrategyState(from, id)).entries) {
      await sql`insert into strategy_state (search, key, value) values (${id}, ${key}, ${value})`.execute(to);
    }
  }
  for (const { request_id, answer_json } of requests) {
    const id = JSON.parse(answer_json) as string;
    await sql`update search set request_id = ${request_id} where id = ${id}`.execute(to);
  }
}

test('a database of the first version goes on exactly where it was', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-migration-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  await using undisturbed = await testController();
  const expected = await secondHalf(undisturbed, await firstHalf(undisturbed));

  const database = await freshDatabase(folder);
  const old = await freshDatabase(join(folder, 'old'));
  const before = await testController({ database });
  const { clock } = before;
  const half = await firstHalf(before);
  const { name: other } = await createSearch(before);
  await before[Symbol.asyncDispose]();
  const [from, to] = [await open(database), await open(old)];
  await migrate(to, MIGRATIONS.slice(0, 1));
  await writeAsFirstVersion(from, to);
  const sequences = await from.selectFrom('trial').select(['number', 'sequence']).orderBy('number').execute();
  await Promise.all([from.destroy(), to.destroy()]);

  await using controller = await testController({ database: old });
  assert.equal(controller.clock.now(), clock.now());
  const repeated = await controller.client.createSearch({ spec: searchSpec(SPEC), requestId: 'the-first' });
  assert.equal(repeated.search?.name, half.name);
  assert.equal((await getSearch(controller, other)).state, 'SEARCH_STATE_RUNNING');
  assert.deepEqual(await secondHalf(controller, half), expected);
  await controller[Symbol.asyncDispose]();
  const after = await open(old);
  const rows = await after
    .selectFrom('trial')
    .innerJoin('search', 'search.id', 'trial.search')
    .select(['number', 'sequence', 'completion_count'])
    .where('search', '=', half.name.slice('searches/'.length))
    .orderBy('sequence')
    .execute();
  assert.deepEqual(
    rows.map(({ sequence }) => sequence),
    rows.map((_, index) => index + 1),
  );
  assert.equal(rows[0]?.completion_count, rows.length);
  // All at one moment of this clock, so that their numbers decide.
  const known = sequences.filter(({ sequence }) => sequence !== null);
  for (const { number, sequence } of known) {
    assert.equal(rows.find((row) => row.number === number)?.sequence, sequence);
  }
  const messages = await after.selectFrom('outbox').select('id').execute();
  assert.equal(messages.length, rows.length, 'no message was lost, and none has the id of another');
  await after.destroy();
});
