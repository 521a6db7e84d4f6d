import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Kysely } from 'kysely';
import { migrate, type Migration, openPostgres, StorageError } from '@blockqnn/storage';
import { postgresOfFile, query } from '../../../test/tools/postgres.js';
import { type ContractTables, databaseContract } from './contracts/database.js';

const postgres = postgresOfFile();

databaseContract('postgres', async (t) => {
  const server = await postgres(t);
  if (!server) return undefined;
  const url = await server.createDatabase();
  return openPostgres<ContractTables>(
    { kind: 'postgres', url },
    { schema: 'library', applicationName: 'test' },
  );
});

function openIn(schema: string, url: string): Kysely<unknown> & AsyncDisposable {
  const db = openPostgres<unknown>({ kind: 'postgres', url }, { schema, applicationName: 'test' });
  return Object.assign(db, { [Symbol.asyncDispose]: () => db.destroy() });
}

const table = (name: string): Migration => ({
  name: `0001-${name}`,
  up: async (db) => {
    // Long enough for others to come to it meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await db.schema.createTable(name).addColumn('id', 'integer').execute();
  },
});

test('of processes that migrate at once one does, and the others find it done', async (t) => {
  const url = await (await postgres(t))?.createDatabase();
  if (url === undefined) return;
  await using first = openIn('library', url);
  await using second = openIn('library', url);
  await using third = openIn('library', url);
  const applied = await Promise.all([first, second, third].map((db) => migrate(db, [table('a')])));
  assert.deepEqual(applied.flat(), ['0001-a']);
});

test('services that share a database have schemas of their own', async (t) => {
  const url = await (await postgres(t))?.createDatabase();
  if (url === undefined) return;
  await using one = openIn('one', url);
  await using two = openIn('two', url);
  await Promise.all([migrate(one, [table('a')]), migrate(two, [table('a')])]);
  const rows = await query(
    url,
    "select table_schema, table_name from information_schema.tables where table_schema in ('one', 'two', 'public')",
  );
  assert.deepEqual(rows.map((row) => Object.values(row).join('.')).sort(), [
    'one.a',
    'one.schema_migration',
    'two.a',
    'two.schema_migration',
  ]);
});

test('a role that may not make a schema works in one that was made for it', async (t) => {
  const url = await (await postgres(t))?.createDatabase();
  if (url === undefined) return;
  await query(url, "create role librarian login password 'x'");
  const asLibrarian = url.replace(/\/\/.*@/, '//librarian:x@');
  await using db = openIn('library', asLibrarian);
  await assert.rejects(migrate(db, [table('a')]), (error) => {
    assert.ok(error instanceof StorageError, String(error));
    assert.equal(error.code, 'ACCESS_DENIED');
    assert.match(error.message, /permission denied for database/);
    return true;
  });
  await query(url, 'create schema library authorization librarian');
  assert.deepEqual(await migrate(db, [table('a')]), ['0001-a']);
});
