import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { queryObjects } from 'node:v8';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import {
  isUnavailable,
  openPostgres,
  type PostgresBounds,
  StorageError,
  waitForDatabase,
} from '@blockqnn/storage';
import { postgresOfFile, query, type PostgresServer } from '../../../test/tools/postgres.js';

const postgres = postgresOfFile();

interface Tables {
  readonly counter: { id: number; value: number };
}

interface Place {
  readonly server: PostgresServer;
  readonly url: string;
  readonly open: (bounds?: Partial<PostgresBounds>) => Kysely<Tables>;
}

/** A database with one row; what is opened is closed at the end. */
async function place(t: TestContext): Promise<Place | undefined> {
  const server = await postgres(t);
  if (!server) return undefined;
  const url = await server.createDatabase();
  await query(url, 'create table counter (id bigint primary key, value bigint not null)');
  await query(url, 'insert into counter values (1, 0)');
  const open = (bounds: Partial<PostgresBounds> = {}) => {
    const location = { kind: 'postgres', url } as const;
    const db = openPostgres<Tables>(location, { schema: 'public', applicationName: 'test', bounds });
    t.after(() => db.destroy());
    return db;
  };
  return { server, url, open };
}

const count = (db: Kysely<Tables>) =>
  db
    .updateTable('counter')
    .set((row) => ({ value: row('value', '+', 1) }))
    .returning('value')
    .executeTakeFirstOrThrow();

async function assertUnavailable(work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(isUnavailable(error), inspect(error));
    return true;
  });
}

const CLIENT = `import { openPostgres } from '@blockqnn/storage'; import { sql } from 'kysely';
const db = openPostgres({ kind: 'postgres', url: process.argv[1] }, { schema: 'public', applicationName: 'stopped' });
await db.transaction().execute(async (transaction) => {
  await sql\`update counter set value = 100\`.execute(transaction);
  console.log('locked');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  await sql\`update counter set value = 200\`.execute(transaction);
}).then(() => console.log('committed'), (error) => console.log(error.code));
process.exit();`;

test('a process stopped in mid-transaction loses its locks, and can write nothing when it goes on', async (t) => {
  const { url, open } = (await place(t)) ?? {};
  if (url === undefined || open === undefined) return;
  const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', CLIENT, url];
  const stopped = spawn(process.execPath, args, {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => stopped.kill('SIGKILL'));
  await once(stopped.stdout, 'data');
  stopped.kill('SIGSTOP');
  // Waits for the lock no longer than it may.
  const db = open();
  assert.deepEqual(await count(db), { value: 1 });
  stopped.kill('SIGCONT');
  stopped.stdin.end('go on');
  const [said] = (await once(stopped.stdout, 'data')) as [Buffer];
  assert.equal(said.toString().trim(), 'UNAVAILABLE');
  assert.deepEqual(await count(db), { value: 2 });
});

test('a server that dies fails what is under way, ends no process, and is used again when it is back', async (t) => {
  const { server, open } = (await place(t)) ?? {};
  if (!server || !open) return;
  const db = open();
  // Connections of every kind: idle ones, one within a transaction, one that waits for an answer.
  await Promise.all(Array.from({ length: 4 }, () => sql`select pg_sleep(0.05)`.execute(db)));
  let inside: () => void = () => undefined;
  const isInside = new Promise<void>((resolve) => (inside = resolve));
  let goOn: () => void = () => undefined;
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
  const transaction = db.transaction().execute(async (transaction) => {
    await count(transaction);
    inside();
    await mayGoOn;
    await count(transaction);
  });
  const slow = sql`select pg_sleep(60)`.execute(db);
  await isInside;
  const failing = Promise.all([assertUnavailable(transaction), assertUnavailable(slow)]);
  await server.kill();
  await new Promise((resolve) => setTimeout(resolve, 50));
  goOn();
  await failing;
  await assertUnavailable(count(db));

  const { signal } = new AbortController();
  const back = waitForDatabase(() => count(db), { signal });
  await server.restart();
  assert.deepEqual(await back, { value: 1 });
  await server.stop();
  await assertUnavailable(count(db));
  await server.restart();
  assert.deepEqual(await waitForDatabase(() => count(db), { signal }), { value: 2 });
});

/** A busy machine may need longer than a bound that is to be met soon. */
async function answered<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts === 50) throw error;
    }
  }
}

test('a server that hangs fails calls within their bounds, and does not hold up the end', async (t) => {
  const { server, open } = (await place(t)) ?? {};
  if (!server || !open) return;
  const db = open({ statementMs: 100, connectMs: 1_000 });
  const look = () => db.selectFrom('counter').select('value').executeTakeFirstOrThrow();
  await answered(look);
  server.suspend();
  try {
    await assertUnavailable(look()); // over the connection that stands
    await assertUnavailable(look()); // over a new one
  } finally {
    server.resume();
  }
  assert.deepEqual(await answered(look), { value: 0 });
  const closing = open();
  await count(closing);
  server.suspend();
  try {
    await closing.destroy();
  } finally {
    server.resume();
  }
});

test('a statement that takes too long is ended at the server, and a lock waited for no longer than it may', async (t) => {
  const { open } = (await place(t)) ?? {};
  if (!open) return;
  const db = open({ statementMs: 200, lockMs: 50 });
  await assertUnavailable(sql`select pg_sleep(60)`.execute(db));
  const other = open();
  await db.transaction().execute(async (transaction) => {
    await count(transaction);
    await assertUnavailable(count(db));
  });
  assert.deepEqual(await count(other), { value: 2 });
});

test('says who is refused, and why, without the password', async (t) => {
  const { server, url } = (await place(t)) ?? {};
  if (!server || url === undefined) return;
  await query(url, "create role guest login password 'gu3st'");
  const asGuest = url.replace(/\/\/.*@/, '//guest:gu3st@');
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [url.replace(/:[^:@]+@/, ':wr0ng@'), 'select 1', /password authentication failed for user "postgres"/],
    [url.replace(/:[^:@]+@/, '@'), 'select 1', /password/],
    [`${url}0`, 'select 1', /database "test_\d+" does not exist/],
    [`${url}?sslmode=require`, 'select 1', /does not support SSL/],
    [asGuest, 'select * from counter', /permission denied for table counter/],
  ];
  for (const [from, text, message] of cases) {
    await assert.rejects(query(from, text), (error) => {
      assert.ok(error instanceof StorageError, inspect(error));
      assert.equal(error.code, 'ACCESS_DENIED');
      assert.match(error.message, /^PostgreSQL \w+@127\.0\.0\.1:\d+\/test_\d+ refuses access \(/);
      assert.match(error.message, message);
      assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), /wr0ng|gu3st|not-a-secret/);
      return true;
    });
  }
  await query(url, 'alter role guest connection limit 0');
  await assertUnavailable(query(asGuest, 'select 1'));
});

test('commits are synced whatever the role is set to, and numbers come back exactly or not at all', async (t) => {
  const { url, open } = (await place(t)) ?? {};
  if (url === undefined || !open) return;
  await query(url, 'alter role postgres set synchronous_commit = off');
  t.after(() => query(url, 'alter role postgres reset synchronous_commit'));
  await query(url, 'alter role postgres set extra_float_digits = -15');
  t.after(() => query(url, 'alter role postgres reset extra_float_digits'));
  const db = open();
  const { rows } = await sql`select current_setting('synchronous_commit') as synchronous,
    0.1::float8 + 0.2::float8 as sum`.execute(db);
  assert.deepEqual(rows, [{ synchronous: 'on', sum: 0.1 + 0.2 }]);
  await assert.rejects(sql`select 9007199254740993::bigint`.execute(db), /9007199254740993, which is beyond/);
  assert.deepEqual(await count(db), { value: 1 });
});

test('connections that cannot be set up leave nothing behind in memory', async (t) => {
  const { open } = (await place(t)) ?? {};
  if (open === undefined) return;
  // Logs in, and is refused the setting.
  const db = open({ lockMs: -1 });
  const clients = () => queryObjects(pg.Client, { format: 'count' });
  const before = clients();
  for (let attempt = 0; attempt < 10; attempt += 1)
    await assert.rejects(sql`select 1`.execute(db), /lock_timeout/);
  assert.ok(clients() - before <= 2, `${clients() - before} of 10 are kept`);
});
