import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { databaseNowMs, isUnavailable, migrate, pendingMigrations, StorageError } from '@blockqnn/storage';
import { atOnceContract } from './at-once.js';
import { BOOKS, BROKEN, SHELVES, type Check, type Tables } from './library.js';

/**
 * What every database has to do for the services; `open` gives a fresh, empty one, or undefined where it has
 * skipped the test.
 */
export function databaseContract(
  name: string,
  open: (t: TestContext) => Promise<Kysely<Tables> | undefined>,
): void {
  const check: Check = (promise, work) => {
    test(`${name}: ${promise}`, async (t) => {
      const db = await open(t);
      if (!db) return;
      try {
        await work(db);
      } finally {
        await db.destroy();
      }
    });
  };

  check('migrates step by step, once each', async (db) => {
    assert.deepEqual(await migrate(db, [SHELVES]), ['0001-shelves']);
    assert.deepEqual(await migrate(db, [SHELVES, BOOKS]), ['0002-books']);
    assert.deepEqual(await migrate(db, [SHELVES, BOOKS]), []);
  });

  check('a failed migration leaves nothing behind', async (db) => {
    await assert.rejects(migrate(db, [SHELVES, BROKEN]), /^Error: no$/);
    assert.deepEqual(await migrate(db, [SHELVES, BOOKS]), ['0001-shelves', '0002-books']);
  });

  check('refuses a schema newer than the program, and a foreign one', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    await assert.rejects(migrate(db, [SHELVES]), (error) => {
      assert.ok(error instanceof StorageError);
      assert.equal(error.code, 'SCHEMA_TOO_NEW');
      assert.match(error.message, /has 2 migrations, up to '0002-books', and this version knows 1/);
      return true;
    });
    await assert.rejects(migrate(db, [SHELVES, BROKEN]), (error) => {
      assert.ok(error instanceof StorageError);
      assert.equal(error.code, 'SCHEMA_DIFFERS');
      assert.match(error.message, /migration 2 is '0002-books' where '0002-broken' is expected/);
      return true;
    });
  });

  check('says which migrations a database lacks, and changes nothing', async (db) => {
    assert.deepEqual(await pendingMigrations(db, [SHELVES, BOOKS]), ['0001-shelves', '0002-books']);
    assert.deepEqual(await migrate(db, [SHELVES]), ['0001-shelves']);
    assert.deepEqual(await pendingMigrations(db, [SHELVES, BOOKS]), ['0002-books']);
    await assert.rejects(pendingMigrations(db, []), (error) => {
      assert.ok(error instanceof StorageError);
      assert.equal(error.code, 'SCHEMA_TOO_NEW');
      return true;
    });
  });

  atOnceContract(check);

  check('gives back what was stored, to the last bit', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    await db.insertInto('shelf').values({ id: 'ä/☃' }).execute();
    const texts = ["it's", '', '\u{1f600} \n\t\\', 'x'.repeat(100_000)];
    const wholes = [0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null];
    const prices = [0.1, 1 / 3, -5e-324, Number.MAX_VALUE, 2 ** 53 + 2, 1e21, null];
    const scans = [Uint8Array.from([0, 255, 128]), new Uint8Array(), new Uint8Array(70_000).fill(7), null];
    const rows = Array.from({ length: 7 }, (_, index) => ({
      shelf: 'ä/☃',
      title: texts[index % texts.length] ?? '',
      pages: wholes[index % wholes.length] ?? null,
      price: prices[index] ?? null,
      scan: scans[index % scans.length] ?? null,
    }));
    const inserted = await db.insertInto('book').values(rows).returning('id').execute();
    assert.deepEqual(
      await db.selectFrom('book').selectAll().orderBy('id').execute(),
      rows.map((row, index) => ({ id: inserted[index]?.id, ...row })),
    );
  });

  check('numbers rows upwards, and counts and compares in numbers', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    await db.insertInto('shelf').values({ id: 'a' }).execute();
    const ids: number[] = [];
    for (const title of ['one', 'two', 'three']) {
      const { id } = await db
        .insertInto('book')
        .values({ shelf: 'a', title, pages: 3 })
        .returning('id')
        .executeTakeFirstOrThrow();
      ids.push(id);
    }
    assert.deepEqual(ids, [1, 2, 3]);
    const { rows } = await sql`select count(*) as count, sum(pages) as sum, max(id) as last,
      count(*) > 2 as many, exists (select 1 from shelf where id = ${'b'}) as b from book`.execute(db);
    assert.deepEqual(rows, [{ count: 3, sum: 9, last: 3, many: 1, b: 0 }]);
  });

  check('sorts text by code points', async (db) => {
    await migrate(db, [SHELVES]);
    const ids = ['b', 'B', 'ä', 'a-c', 'ab', '_', 'Z', 'z', '0'];
    await db
      .insertInto('shelf')
      .values(ids.map((id) => ({ id })))
      .execute();
    const sorted = await db.selectFrom('shelf').selectAll().orderBy('id').execute();
    assert.deepEqual(
      sorted.map(({ id }) => id),
      [...ids].sort(),
    );
    const { rows } = await sql<{ id: string }>`select id from shelf where id < ${'a'} order by id`.execute(
      db,
    );
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['0', 'B', 'Z', '_'],
    );
  });

  check('refuses values that a database would change or refuse', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    for (const value of [true, false, 'cut\0off', Number.NaN, Number.POSITIVE_INFINITY]) {
      const inserted = sql`insert into shelf (id) values (${value})`.execute(db);
      await assert.rejects(inserted, /parameter 1 of an SQL statement is /);
    }
    assert.deepEqual(await db.selectFrom('shelf').selectAll().execute(), []);
  });

  check('replaces what is there where asked to', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    await db.insertInto('shelf').values({ id: 'a' }).execute();
    const put = (title: string) =>
      db
        .insertInto('book')
        .values({ id: 5, shelf: 'a', title })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ title }))
        .execute();
    await put('one');
    await put('two');
    assert.deepEqual(await db.selectFrom('book').select(['id', 'title']).execute(), [
      { id: 5, title: 'two' },
    ]);
  });

  check('statements stay right across schema changes', async (db) => {
    await migrate(db, [SHELVES]);
    await db.insertInto('shelf').values({ id: 'a' }).execute();
    const select = sql`select * from shelf`;
    for (let time = 0; time < 3; time += 1) assert.deepEqual((await select.execute(db)).rows, [{ id: 'a' }]);
    await sql`alter table shelf add column room text`.execute(db);
    // Sessions that have the statement prepared say so once; trying again helps.
    const again = await select.execute(db).catch((error: unknown) => {
      assert.ok(isUnavailable(error), String(error));
      return select.execute(db);
    });
    assert.deepEqual(again.rows, [{ id: 'a', room: null }]);
  });

  check('has a clock that goes on', async (db) => {
    const first = await databaseNowMs(db);
    assert.ok(Number.isInteger(first) && Math.abs(first - Date.now()) < 60_000, String(first));
    const later = await db.transaction().execute(async (transaction) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return databaseNowMs(transaction);
    });
    assert.ok(later >= first + 19, `${first} ${later}`);
  });

  check('enforces foreign keys', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    const inserted = db.insertInto('book').values({ shelf: 'none', title: 't' }).execute();
    await assert.rejects(inserted, (error) => !isUnavailable(error));
  });

  check('a transaction that throws changes nothing', async (db) => {
    await migrate(db, [SHELVES]);
    const thrown = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('shelf').values({ id: 'a' }).execute();
      throw new Error('changed my mind');
    });
    await assert.rejects(thrown, /changed my mind/);
    assert.deepEqual(await db.selectFrom('shelf').selectAll().execute(), []);
  });

  check('lets writers of one row wait for one another', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    await db.insertInto('shelf').values({ id: 'a' }).execute();
    await db.insertInto('book').values({ shelf: 'a', title: 't', pages: 0 }).execute();
    const addPage = () =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable('book')
          .set((book) => ({ pages: book('pages', '+', 1) }))
          .execute();
        return (await transaction.selectFrom('book').select('pages').executeTakeFirstOrThrow()).pages ?? 0;
      });
    const pages = await Promise.all(Array.from({ length: 8 }, addPage));
    assert.deepEqual(
      pages.sort((one, two) => one - two),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
  });
}

export type { Tables as ContractTables };
