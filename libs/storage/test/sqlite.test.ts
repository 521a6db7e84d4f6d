import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { lockFile, openSqlite, StorageError } from '@blockqnn/storage';
import { type ContractTables, databaseContract } from './contracts/database.js';

const folder = mkdtempSync(join(tmpdir(), 'blockqnn-storage-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});
let files = 0;
const freshPath = (): string => join(folder, `${files++}.db`);

databaseContract('sqlite', () => openSqlite<ContractTables>({ path: freshPath() }));

async function pragma(db: Kysely<unknown>, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
}

async function rejection(promise: Promise<unknown>): Promise<StorageError> {
  const error: unknown = await promise.then(
    () => assert.fail('should be refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof StorageError, String(error));
  return error;
}

test('writes ahead, syncs every commit, checks foreign keys and owns the file', async () => {
  const db = await openSqlite<unknown>({ path: freshPath() });
  assert.equal(await pragma(db, 'journal_mode'), 'wal');
  assert.equal(await pragma(db, 'synchronous'), 2);
  assert.equal(await pragma(db, 'foreign_keys'), 1);
  assert.equal(await pragma(db, 'locking_mode'), 'exclusive');
  await db.destroy();
});

test('syncs fewer commits where asked to', async () => {
  const db = await openSqlite<unknown>({ path: freshPath(), synchronous: 'normal' });
  assert.equal(await pragma(db, 'synchronous'), 1);
  await db.destroy();
});

test('gives the file up where nothing was done with it', async () => {
  const path = freshPath();
  for (let turn = 0; turn < 3; turn += 1) await (await openSqlite({ path })).destroy();
});

test('makes missing folders', async () => {
  const path = join(folder, 'a', 'b', 'c.db');
  await (await openSqlite({ path })).destroy();
  assert.ok(existsSync(path));
});

test('a second owner in the same process is refused by name, and can follow at once', async () => {
  const path = freshPath();
  const first = await openSqlite({ path });
  await sql`create table t (a integer)`.execute(first);
  await sql`insert into t values (${1})`.execute(first);
  const error = await rejection(openSqlite({ path }));
  assert.equal(error.code, 'IN_USE');
  assert.ok(error.message.includes(path), error.message);
  await sql`insert into t values (${2})`.execute(first);
  await first.destroy();
  const second = await openSqlite({ path });
  const { rows } = await sql<{ a: number }>`select a from t order by a`.execute(second);
  assert.deepEqual(rows, [{ a: 1 }, { a: 2 }]);
  await second.destroy();
});

const OPEN = `import { openSqlite } from '@blockqnn/storage'; import { sql } from 'kysely';
const path = process.argv[1];`;

function program(code: string): string[] {
  return ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', OPEN + code];
}

test('a second process is refused while the owner lives, and takes over after kill -9 with every commit there', async () => {
  const path = freshPath();
  const owner = spawn(
    process.execPath,
    [
      ...program(`const db = await openSqlite({ path }); await sql\`create table t (a integer)\`.execute(db);
      await sql\`insert into t values (7)\`.execute(db); console.log('ready'); setInterval(() => {}, 1000);`),
      path,
    ],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(owner.stdout, 'data');
  const error = await rejection(openSqlite({ path }));
  assert.equal(error.code, 'IN_USE');
  assert.match(error.message, /in use by another process; stop that process, or choose another state folder/);
  assert.ok(error.message.includes(path));

  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const db = await openSqlite({ path });
  assert.deepEqual((await sql`select a from t`.execute(db)).rows, [{ a: 7 }]);

  const late = spawnSync(
    process.execPath,
    [...program(`await openSqlite({ path }).catch((error) => { console.log(error.code); })`), path],
    { cwd: import.meta.dirname, encoding: 'utf8' },
  );
  assert.equal(late.stdout.trim(), 'IN_USE', late.stderr);
  await db.destroy();
});

test('a folder that cannot be made or written is named', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const below = await rejection(openSqlite({ path: join(file, 'state', 'x.db') }));
  assert.equal(below.code, 'NOT_WRITABLE');
  assert.match(below.message, /a-file\/state cannot be written \(.*ENOTDIR/);
  const kernel = await rejection(openSqlite({ path: '/proc/blockqnn/x.db' }));
  assert.equal(kernel.code, 'NOT_WRITABLE');
  assert.match(kernel.message, /the folder \/proc\/blockqnn cannot be written/);
});

test('a folder in the place of the file is named', async () => {
  const path = freshPath();
  mkdirSync(path);
  const error = await rejection(openSqlite({ path }));
  assert.equal(error.code, 'NOT_WRITABLE');
  assert.ok(error.message.includes(path));
});

test('a file that is no database is named and left as it is', async () => {
  const path = freshPath();
  const text = 'not a database at all\n'.repeat(100);
  writeFileSync(path, text);
  const error = await rejection(openSqlite({ path }));
  assert.equal(error.code, 'NOT_A_DATABASE');
  assert.ok(error.message.includes(path));
  assert.equal(readFileSync(path, 'utf8'), text);
});

test('a locked file is free again once its lock is disposed of, and again after that', async () => {
  const path = freshPath();
  for (let turn = 0; turn < 3; turn += 1) {
    using _lock = await lockFile(path);
    await assert.rejects(lockFile(path), (error) => error instanceof StorageError && error.code === 'IN_USE');
  }
});
