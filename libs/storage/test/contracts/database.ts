import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Generated, Kysely } from 'kysely';
import { migrate, type Migration, StorageError } from '@blockqnn/storage';

interface Tables {
  shelf: { id: string };
  book: {
    id: Generated<number>;
    shelf: string;
    title: string;
    pages: number | null;
    scan: Uint8Array | null;
  };
}

const SHELVES: Migration = {
  name: '0001-shelves',
  up: async (db) => {
    await db.schema
      .createTable('shelf')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .execute();
  },
};

const BOOKS: Migration = {
  name: '0002-books',
  up: async (db) => {
    await db.schema
      .createTable('book')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('shelf', 'text', (column) => column.notNull().references('shelf.id'))
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('pages', 'bigint')
      .addColumn('scan', 'blob')
      .execute();
  },
};

const BROKEN: Migration = {
  name: '0002-broken',
  up: async (db) => {
    await db.schema.createTable('half').addColumn('id', 'integer').execute();
    throw new Error('no');
  },
};

/** What every database has to do for the services; `open` gives a fresh, empty one. */
export function databaseContract(name: string, open: () => Promise<Kysely<Tables>>): void {
  test(`${name}: migrates step by step, once each`, async () => {
    await using database = disposable(await open());
    assert.deepEqual(await migrate(database.db, [SHELVES]), ['0001-shelves']);
    assert.deepEqual(await migrate(database.db, [SHELVES, BOOKS]), ['0002-books']);
    assert.deepEqual(await migrate(database.db, [SHELVES, BOOKS]), []);
  });

  test(`${name}: a failed migration leaves nothing behind`, async () => {
    await using database = disposable(await open());
    await assert.rejects(migrate(database.db, [SHELVES, BROKEN]), /^Error: no$/);
    assert.deepEqual(await migrate(database.db, [SHELVES, BOOKS]), ['0001-shelves', '0002-books']);
  });

  test(`${name}: refuses a schema newer than the program, and a foreign one`, async () => {
    await using database = disposable(await open());
    await migrate(database.db, [SHELVES, BOOKS]);
    await assert.rejects(migrate(database.db, [SHELVES]), (error) => {
      assert.ok(error instanceof StorageError);
      assert.equal(error.code, 'SCHEMA_TOO_NEW');
      assert.match(error.message, /has 2 migrations, up to '0002-books', and this version knows 1/);
      return true;
    });
    await assert.rejects(migrate(database.db, [SHELVES, BROKEN]), (error) => {
      assert.ok(error instanceof StorageError);
      assert.equal(error.code, 'SCHEMA_DIFFERS');
      assert.match(error.message, /migration 2 is '0002-books' where '0002-broken' is expected/);
      return true;
    });
  });

  test(`${name}: gives back what was stored, to the last bit`, async () => {
    await using database = disposable(await open());
    await migrate(database.db, [SHELVES, BOOKS]);
    await database.db.insertInto('shelf').values({ id: 'ä/☃' }).execute();
    const scan = Uint8Array.from([0, 255, 128]);
    const inserted = await database.db
      .insertInto('book')
      .values({ shelf: 'ä/☃', title: "it's", pages: Number.MAX_SAFE_INTEGER, scan })
      .returning('id')
      .executeTakeFirstOrThrow();
    assert.deepEqual(await database.db.selectFrom('book').selectAll().execute(), [
      { id: inserted.id, shelf: 'ä/☃', title: "it's", pages: Number.MAX_SAFE_INTEGER, scan },
    ]);
  });

  test(`${name}: enforces foreign keys`, async () => {
    await using database = disposable(await open());
    await migrate(database.db, [SHELVES, BOOKS]);
    await assert.rejects(database.db.insertInto('book').values({ shelf: 'none', title: 't' }).execute());
  });

  test(`${name}: a transaction that throws changes nothing`, async () => {
    await using database = disposable(await open());
    await migrate(database.db, [SHELVES]);
    const thrown = database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('shelf').values({ id: 'a' }).execute();
      throw new Error('changed my mind');
    });
    await assert.rejects(thrown, /changed my mind/);
    assert.deepEqual(await database.db.selectFrom('shelf').selectAll().execute(), []);
  });

  test(`${name}: a second writer waits for the first one's transaction`, async () => {
    await using database = disposable(await open());
    await migrate(database.db, [SHELVES]);
    const first = database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('shelf').values({ id: 'a' }).execute();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return (await transaction.selectFrom('shelf').selectAll().execute()).length;
    });
    const second = database.db.insertInto('shelf').values({ id: 'b' }).execute();
    assert.equal(await first, 1);
    await second;
    assert.equal((await database.db.selectFrom('shelf').selectAll().execute()).length, 2);
  });
}

export type { Tables as ContractTables };

function disposable(db: Kysely<Tables>): AsyncDisposable & { db: Kysely<Tables> } {
  return { db, [Symbol.asyncDispose]: () => db.destroy() };
}
