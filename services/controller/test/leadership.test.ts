import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { CONTROLLER_SERVICE, timestampFromProto } from '@blockqnn/api';
import { createInProcessBus } from '@blockqnn/events';
import { createClient } from '@blockqnn/rpc';
import { openDatabase, type DatabaseLocation } from '@blockqnn/storage';
import { isServing } from '../../../test/faults/system/health.js';
import { postgresOfFile, query } from '../../../test/tools/postgres.js';
import { Leadership } from '../src/leadership/leadership.js';
import type { Tables } from '../src/store/tables.js';
import { controllerProcess, serves, untilServes } from './controller-process.js';
import { createSearch, failure, getSearch, present, requestBlock, searchSpec } from './test-controller.js';
import { silent, submit, testController, until } from './test-controller.js';

const postgres = postgresOfFile();
const TIMEOUT = { timeout: 60_000 };
/** What is promised of a take-over. */
const TAKE_OVER_MS = 10_000;

async function database(t: TestContext): Promise<(DatabaseLocation & { kind: 'postgres' }) | undefined> {
  const server = await postgres(t);
  return server && { kind: 'postgres', url: await server.createDatabase() };
}

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-leadership-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function epochOf({ url }: { readonly url: string }): Promise<number> {
  const [row] = await query(url, 'select epoch from blockqnn_controller.leadership');
  return Number(row?.['epoch']);
}

test(
  'a second controller stands by and refuses everything, and takes over at once when the first one stops',
  TIMEOUT,
  async (t) => {
    const shared = await database(t);
    if (shared === undefined) return;
    await using active = await testController({ database: shared });
    const { name } = await createSearch(active);
    const { trial, leaseToken } = await requestBlock(active, name);
    await using bus = createInProcessBus({ logger: silent });
    await using standby = await testController({ database: shared, bus });
    assert.equal(await isServing(active.address), true);
    assert.equal(await isServing(standby.address), false);
    const epoch = await epochOf(shared);

    const { client } = standby;
    const watch = client.watchSearch({ name })[Symbol.asyncIterator]();
    const replay = client.replayEvents({ parent: name })[Symbol.asyncIterator]();
    const calls = [
      client.createSearch({ spec: searchSpec() }),
      client.createSearch({ spec: searchSpec(), requestId: 'r' }),
      client.getSearch({ name }),
      client.listSearches({}),
      client.pauseSearch({ name }),
      client.resumeSearch({ name }),
      client.deleteSearch({ name }),
      client.undeleteSearch({ name }),
      client.cloneSearch({ source: name }),
      client.importEvaluations({
        parent: name,
        evaluations: [{ nsc: 'conv3@0', measurement: { accuracy: 0.5 } }],
      }),
      client.requestBlocks({ search: name, count: 1, worker: 'w' }),
      client.requestBlocks({ search: 'searches/-', count: 1, worker: 'w', wait: { seconds: 60 } }),
      client.requestBlocks({ search: name, count: 1, worker: 'w', wait: { seconds: 60 } }),
      client.reportProgress({ trial, leaseToken }),
      client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5 } }),
      client.abandonTrial({ trial, leaseToken }),
      client.listTrials({ parent: name }),
      watch.next(),
      replay.next(),
    ];
    const errors = await Promise.all(calls.map((call) => failure(call, 'UNAVAILABLE')));
    for (const { reason, retryDelayMs } of errors)
      assert.deepEqual([reason, retryDelayMs], ['STANDBY', 1000]);

    await active[Symbol.asyncDispose]();
    const startedAt = performance.now();
    await untilServes(client);
    // Sooner than it would be declared dead.
    assert.ok(performance.now() - startedAt < 3000);
    assert.equal(await isServing(standby.address), true);
    assert.ok((await epochOf(shared)) > epoch);
    await submit(standby, { trial, leaseToken } as Awaited<ReturnType<typeof requestBlock>>);
    assert.equal((await getSearch(standby, name)).succeededCount, 1);
  },
);

test(
  'when the active one is killed the other takes over within ten seconds, and leases begin anew',
  TIMEOUT,
  async (t) => {
    const shared = await database(t);
    if (shared === undefined) return;
    await using killed = await controllerProcess(temporaryFolder(t), shared);
    await untilServes(killed.client);
    const { search } = await killed.client.createSearch({
      spec: searchSpec({ leaseDuration: { seconds: 5 }, budget: { maxEvaluations: 1, maxAttempts: 1 } }),
    });
    const { name } = present(search);
    const { assignments } = await killed.client.requestBlocks({ search: name, count: 1, worker: 'w' });
    const { trial, leaseToken, leaseExpireTime } = present(assignments[0]);
    await using other = await controllerProcess(temporaryFolder(t), shared);
    assert.equal(await serves(other.client), false);
    killed.child.kill('SIGKILL');
    const startedAt = performance.now();
    await untilServes(other.client);
    assert.ok(performance.now() - startedAt < TAKE_OVER_MS);
    const [open] = (await other.client.listTrials({ parent: name })).trials;
    assert.equal(open?.state, 'TRIAL_STATE_LEASED');
    const before = timestampFromProto(leaseExpireTime) ?? 0;
    assert.ok(
      (timestampFromProto(open.leaseExpireTime) ?? 0) >= before,
      'a full lease from the take-over on',
    );
    const { trial: done } = await other.client.submitReward({
      trial,
      leaseToken,
      measurement: { accuracy: 0.5 },
    });
    assert.equal(done?.state, 'TRIAL_STATE_SUCCEEDED');
  },
);

test(
  'one that was stopped in its tracks writes nothing late, stands by, and takes over later',
  TIMEOUT,
  async (t) => {
    const shared = await database(t);
    if (shared === undefined) return;
    await using stopped = await controllerProcess(temporaryFolder(t), shared);
    await untilServes(stopped.client);
    const search = present(
      (await stopped.client.createSearch({ spec: searchSpec({ budget: { maxEvaluations: 100_000 } }) }))
        .search,
    );
    // In the midst of work: calls whose commits are under way when it is stopped.
    const work = async (number: number): Promise<Map<string, number>> => {
      const acknowledged = new Map<string, number>();
      try {
        for (;;) {
          const { assignments } = await stopped.client.requestBlocks({
            search: search.name,
            count: 1,
            worker: `w${number}`,
          });
          for (const { trial, leaseToken } of assignments) {
            const answer = await stopped.client.submitReward({
              trial,
              leaseToken,
              measurement: { accuracy: 0.5 },
            });
            acknowledged.set(trial, present(answer.trial).reward);
          }
        }
      } catch {
        return acknowledged;
      }
    };
    const working = [1, 2, 3, 4].map(work);
    await until(async () => {
      const [row] = await query(
        shared.url,
        'select max(completion_count) as count from blockqnn_controller.search',
      );
      return Number(row?.['count']) > 20;
    });
    const epoch = await epochOf(shared);
    stopped.child.kill('SIGSTOP');
    await using other = await controllerProcess(temporaryFolder(t), shared);
    const startedAt = performance.now();
    await untilServes(other.client);
    assert.ok(performance.now() - startedAt < TAKE_OVER_MS);
    assert.equal(await epochOf(shared), epoch + 1);
    const rows = async () =>
      await query(
        shared.url,
        'select number, state, reward, lease_token from blockqnn_controller.trial order by number',
      );
    const before = await rows();
    stopped.child.kill('SIGCONT');
    const acknowledged = new Map((await Promise.all(working)).flatMap((each) => [...each]));
    // It may find out first that its connections are gone.
    await until(
      async () => (await failure(stopped.client.listSearches({}), 'UNAVAILABLE')).reason === 'STANDBY',
    );
    assert.equal(await isServing(stopped.address), false);
    assert.deepEqual(await rows(), before, 'nothing was written late');
    const rewards = new Map(
      before.map(({ number, reward }) => [`${search.name}/trials/${String(number)}`, reward]),
    );
    for (const [trial, reward] of acknowledged) assert.equal(rewards.get(trial), reward);

    other.child.kill('SIGTERM');
    assert.equal(await other.ended, 0);
    await untilServes(stopped.client);
    assert.equal(await epochOf(shared), epoch + 2);
    const { assignments } = await stopped.client.requestBlocks({
      search: search.name,
      count: 1,
      worker: 'w',
    });
    assert.equal(assignments.length, 1);
  },
);

test('one that is stopped within a transaction keeps nobody from taking over', TIMEOUT, async (t) => {
  const shared = await database(t);
  if (shared === undefined) return;
  await using stopped = await testController({ database: shared });
  const { name } = await createSearch(stopped);
  await stopped[Symbol.asyncDispose]();
  const options = { schema: 'blockqnn_controller', applicationName: 'stopped' };
  const db = await openDatabase<Tables>(shared, options);
  const leadership = new Leadership(db, { now: () => 0 }, 'stopped');
  const epoch = present(await leadership.acquire());
  const hanging = db.transaction().execute(async (transaction) => {
    await leadership.renew(transaction, epoch);
    await transaction.updateTable('search').set({ end_reason: 'written late' }).execute();
    // As long as a process that was stopped: the server has ended the session by then.
    await until(async () => await isServing(other.address));
    await transaction.updateTable('search').set({ end_reason: 'written late' }).execute();
  });
  const fate = assert.rejects(hanging);
  await using other = await testController({ database: shared });
  const client = createClient(CONTROLLER_SERVICE, other.address);
  const startedAt = performance.now();
  await untilServes(client);
  assert.ok(performance.now() - startedAt < TAKE_OVER_MS);
  await fate;
  assert.equal((await getSearch(other, name)).endReason, '');
  client[Symbol.dispose]();
  await db.destroy();
});
