import assert from 'node:assert/strict';
import { executeAtOnce, migrate, type Statement } from '@blockqnn/storage';
import type { Kysely } from 'kysely';
import { BOOKS, SHELVES, type Check, type Tables } from './library.js';

/** What `executeAtOnce` does on every database. */
export function atOnceContract(check: Check): void {
  const insertion = (db: Kysely<Tables>, title: string, shelf = 'a'): Statement =>
    db.insertInto('book').values({ shelf, title }).returning('title').compile();
  const titles = async (db: Kysely<Tables>) =>
    (await db.selectFrom('book').select('title').orderBy('id').execute()).map(({ title }) => title);

  check('executes a transaction at once, with the rows of each statement', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    const rows = await executeAtOnce(db, [
      db.insertInto('shelf').values({ id: 'a' }).compile(),
      insertion(db, 'one'),
      insertion(db, 'two'),
      db.selectFrom('book').select(['title', 'shelf']).orderBy('id').compile(),
    ]);
    assert.deepEqual(rows, [
      [],
      [{ title: 'one' }],
      [{ title: 'two' }],
      [
        { title: 'one', shelf: 'a' },
        { title: 'two', shelf: 'a' },
      ],
    ]);
    assert.deepEqual(await titles(db), ['one', 'two']);
  });

  check('does nothing of a transaction in which one statement fails, and goes on', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    await db.insertInto('shelf').values({ id: 'a' }).execute();
    const failures: readonly (readonly [Statement, RegExp])[] = [
      [insertion(db, 'nowhere', 'no such shelf'), /foreign key/i],
      [{ sql: 'insert into nothing values (1)', parameters: [] }, /nothing/],
      [insertion(db, 'cut\0off'), /NUL character/],
    ];
    for (const [failing, message] of failures) {
      for (const statements of [
        [failing],
        [failing, insertion(db, 'late')],
        [insertion(db, 'early'), failing, insertion(db, 'late')],
      ]) {
        await assert.rejects(executeAtOnce(db, statements), message);
        assert.deepEqual(await titles(db), []);
      }
    }
    await executeAtOnce(db, [insertion(db, 'after')]);
    assert.deepEqual(await titles(db), ['after']);
  });

  check('does transactions of both kinds one after the other, or beside each other', async (db) => {
    await migrate(db, [SHELVES, BOOKS]);
    await db.insertInto('shelf').values({ id: 'a' }).execute();
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        if (index % 2 === 0) {
          await executeAtOnce(db, [insertion(db, `${index}a`), insertion(db, `${index}b`)]);
          return;
        }
        await db.transaction().execute(async (transaction) => {
          await transaction
            .insertInto('book')
            .values({ shelf: 'a', title: `${index}a` })
            .execute();
          await transaction
            .insertInto('book')
            .values({ shelf: 'a', title: `${index}b` })
            .execute();
        });
      }),
    );
    const expected = Array.from({ length: 20 }, (_, index) => [`${index}a`, `${index}b`]).flat();
    assert.deepEqual([...(await titles(db))].sort(), expected.sort());
  });
}
