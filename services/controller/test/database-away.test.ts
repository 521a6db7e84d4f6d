import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { status } from '@grpc/grpc-js';
import { CONTROLLER_SERVICE } from '@blockqnn/api';
import { createClient, RpcError } from '@blockqnn/rpc';
import { isServing } from '../../../test/faults/system/health.js';
import { TcpProxy } from '../../../test/faults/system/tcp-proxy.js';
import { query, startPostgres } from '../../../test/tools/postgres.js';
import { untilServes } from './controller-process.js';
import { accuracyOf, createSearch, failure, getSearch, present, searchSpec } from './test-controller.js';
import { requestBlock, submit, testController, until, type TestController } from './test-controller.js';

const TIMEOUT = { timeout: 90_000 };

/** Sooner than a statement is given up, so that the controller has to find out by itself. */
const DEADLINE_MS = 9_000;

interface Told {
  readonly trial: string;
  readonly leaseToken: string;
  readonly accuracy: number;
  readonly acknowledged: boolean;
}

/** Calls that were refused so far. */
interface Refusals {
  count: number;
}

/** Asks and tells until the signal aborts, whatever fails; gives back what was told. */
async function workThrough(
  { address }: TestController,
  search: string,
  worker: string,
  refusals: Refusals,
  signal: AbortSignal,
): Promise<readonly Told[]> {
  using client = createClient(CONTROLLER_SERVICE, address, { deadlineMs: DEADLINE_MS });
  const told: Told[] = [];
  const attempt = async <Answer>(call: Promise<Answer>): Promise<Answer | undefined> => {
    try {
      return await call;
    } catch (error) {
      assert.ok(error instanceof RpcError, String(error));
      assert.equal(status[error.code], 'UNAVAILABLE', error.message);
      assert.deepEqual([error.reason, error.retryDelayMs], ['DATABASE_UNAVAILABLE', 1000]);
      refusals.count += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return undefined;
    }
  };
  while (!signal.aborted) {
    const answer = await attempt(client.requestBlocks({ search, count: 1, worker }));
    for (const { trial, leaseToken, block } of answer?.assignments ?? []) {
      const accuracy = accuracyOf(present(block).nsc);
      const done = await attempt(client.submitReward({ trial, leaseToken, measurement: { accuracy } }));
      told.push({ trial, leaseToken, accuracy, acknowledged: done !== undefined });
    }
  }
  return told;
}

/** Nothing is half done: every result that was told is there once or can be told again, and the counts are those of the rows. */
async function assertWhole(
  controller: TestController,
  url: string,
  name: string,
  told: readonly Told[],
): Promise<void> {
  const { client } = controller;
  const acknowledged = told.filter((each) => each.acknowledged);
  assert.ok(acknowledged.length > 0);
  const stored = async () => {
    const rows = await query(
      url,
      'select number, outcome_json from blockqnn_controller.trial where outcome_json is not null',
    );
    return new Map(
      rows.map((row) => [
        `${name}/trials/${String(row['number'])}`,
        (JSON.parse(String(row['outcome_json'])) as { accuracy: number }).accuracy,
      ]),
    );
  };
  const before = await stored();
  for (const { trial, accuracy } of acknowledged) assert.equal(before.get(trial), accuracy);
  for (const { trial, leaseToken, accuracy } of told) {
    const { trial: done } = await client.submitReward({ trial, leaseToken, measurement: { accuracy } });
    assert.equal(done?.measurement?.accuracy, accuracy);
  }
  const search = await getSearch(controller, name);
  assert.equal(search.succeededCount, (await stored()).size);
  assert.equal(search.succeededCount, told.length);
  const [row] = await query(url, 'select completion_count as count from blockqnn_controller.search');
  assert.equal(Number(row?.['count']), told.length);
  const events = await query(
    url,
    'select headers_json as headers from blockqnn_controller.outbox order by id',
  );
  const sequences = events.map(({ headers }) =>
    Number((JSON.parse(String(headers)) as Record<string, string>)['ce-sequence']),
  );
  assert.deepEqual(
    sequences,
    told.map((_, index) => index + 1),
  );
}

async function caughtAtWork(
  t: TestContext,
  strike: (
    server: NonNullable<Awaited<ReturnType<typeof startPostgres>>>,
    proxy: TcpProxy,
    refusals: Refusals,
  ) => Promise<void>,
): Promise<void> {
  const server = await startPostgres(t);
  if (server === undefined) return;
  const url = await server.createDatabase();
  await using proxy = await TcpProxy.listen();
  proxy.leadTo(server.port);
  const throughProxy = url.replace(`:${server.port}/`, `:${proxy.port}/`);
  await using controller = await testController({ database: { kind: 'postgres', url: throughProxy } });
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 100_000 } });
  const abort = new AbortController();
  const refusals: Refusals = { count: 0 };
  const working = ['a', 'b', 'c', 'd'].map((worker) =>
    workThrough(controller, name, worker, refusals, abort.signal),
  );
  const over = Promise.all(working).finally(() => {
    abort.abort();
  });
  over.catch(() => undefined);
  const struck = (async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await strike(server, proxy, refusals);
    await untilServes(controller.client);
    await new Promise((resolve) => setTimeout(resolve, 200));
  })();
  await Promise.race([struck, over]);
  abort.abort();
  const told = (await over).flat();
  assert.ok(refusals.count > 0, 'some calls were caught in between');
  assert.equal(await isServing(controller.address), true);
  await assertWhole(controller, url, name, told);
}

test(
  'a controller can start before its database, refuses calls meanwhile, and serves when it is there',
  TIMEOUT,
  async (t) => {
    const server = await startPostgres(t);
    if (server === undefined) return;
    const url = await server.createDatabase();
    await server.stop();
    await using controller = await testController({ database: { kind: 'postgres', url } });
    const { client } = controller;
    const calls = [
      client.listSearches({}),
      client.createSearch({ spec: searchSpec() }),
      client.requestBlocks({ search: 'searches/-', count: 1, worker: 'w', wait: { seconds: 30 } }),
    ];
    for (const error of await Promise.all(calls.map((call) => failure(call, 'UNAVAILABLE')))) {
      assert.deepEqual([error.reason, error.retryDelayMs], ['DATABASE_UNAVAILABLE', 1000]);
      assert.doesNotMatch(error.message, /127\.0\.0\.1|postgres/, 'nothing of the inside');
    }
    assert.equal(await isServing(controller.address), false);
    await server.restart();
    await untilServes(client);
    assert.equal(await isServing(controller.address), true);
    const { name } = await createSearch(controller);
    await submit(controller, await requestBlock(controller, name));
  },
);

test('a database that is killed in mid-flight leaves nothing half done', TIMEOUT, async (t) => {
  await caughtAtWork(t, async (server) => {
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await server.restart();
  });
});

test(
  'a connection that swallows everything leaves nothing half done, and no call waits beyond its deadline',
  TIMEOUT,
  async (t) => {
    await caughtAtWork(t, async (_, proxy, refusals) => {
      proxy.mode = { kind: 'blackhole' };
      // While it lasts: nobody waits for the network.
      await until(() => refusals.count >= 4);
      proxy.mode = { kind: 'pass' };
    });
  },
);

test('a schema of a newer program is refused with its name', TIMEOUT, async (t) => {
  const server = await startPostgres(t);
  if (server === undefined) return;
  const url = await server.createDatabase();
  await (await testController({ database: { kind: 'postgres', url } }))[Symbol.asyncDispose]();
  await query(
    url,
    "insert into blockqnn_controller.schema_migration (ordinal, name) values (99, '0099-later')",
  );
  await assert.rejects(testController({ database: { kind: 'postgres', url } }), /0099-later/);
});
