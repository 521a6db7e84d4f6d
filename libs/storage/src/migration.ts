import { type Kysely, sql } from 'kysely';
import { StorageError } from './storage-error.js';

/** One step of a schema's history. Never changed once released; a change is a further migration. */
export interface Migration {
  /** Unique among the migrations of a database, for instance `0001-searches`. */
  readonly name: string;
  /** Changes the schema. Runs inside the transaction of all pending migrations. */
  up(db: Kysely<unknown>): Promise<void>;
}

/**
 * Brings a database's schema up to date: applies the migrations that are missing, in order, all in one
 * transaction.
 *
 * @returns Names of the migrations applied now.
 * @throws {StorageError} `SCHEMA_TOO_NEW` where the database has further migrations than the given ones,
 *   `SCHEMA_DIFFERS` where it has others. Nothing is changed then.
 */
export async function migrate<DB>(
  db: Kysely<DB>,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  return await db.transaction().execute(async (transaction) => {
    await transaction.schema
      .createTable('schema_migration')
      .ifNotExists()
      .addColumn('ordinal', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .execute();
    const applied = await sql<{ name: string }>`select name from schema_migration order by ordinal`.execute(
      transaction,
    );
    const appliedNames = applied.rows.map((row) => row.name);
    checkHistory(appliedNames, migrations);
    const pending = migrations.slice(appliedNames.length);
    for (const [offset, migration] of pending.entries()) {
      // A migration sees tables as they were then, not as the present type has them.
      await migration.up(transaction as unknown as Kysely<unknown>);
      const ordinal = appliedNames.length + offset + 1;
      await sql`insert into schema_migration (ordinal, name) values (${ordinal}, ${migration.name})`.execute(
        transaction,
      );
    }
    return pending.map((migration) => migration.name);
  });
}

function checkHistory(applied: readonly string[], migrations: readonly Migration[]): void {
  for (const [index, name] of applied.entries()) {
    const expected = migrations[index]?.name;
    if (expected === undefined) {
      throw new StorageError(
        'SCHEMA_TOO_NEW',
        `the database was migrated by a newer version of this program: it has ${applied.length} migrations, up to '${
          applied.at(-1) ?? ''
        }', and this version knows ${migrations.length}; run the newer version, or use another database`,
      );
    }
    if (expected !== name) {
      throw new StorageError(
        'SCHEMA_DIFFERS',
        `the database belongs to another program: its migration ${index + 1} is '${name}' where '${expected}' is expected; use another database`,
      );
    }
  }
}
