import { type Kysely, sql } from 'kysely';
import { dialectOf } from './dialect.js';
import { UNBOUNDED } from './postgres/pool.js';
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
 * transaction. Of several processes that do so at once on one server, one works and the others wait for it.
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
    if (dialectOf(transaction) === 'postgres') await enterSchema(transaction);
    await transaction.schema
      .createTable('schema_migration')
      .ifNotExists()
      .addColumn('ordinal', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .execute();
    const applied = await appliedMigrations(transaction);
    checkHistory(applied, migrations);
    const pending = migrations.slice(applied.length);
    for (const [offset, migration] of pending.entries()) {
      // A migration sees tables as they were then, not as the present type has them.
      await migration.up(transaction as unknown as Kysely<unknown>);
      const ordinal = applied.length + offset + 1;
      await sql`insert into schema_migration (ordinal, name) values (${ordinal}, ${migration.name})`.execute(
        transaction,
      );
    }
    return pending.map((migration) => migration.name);
  });
}

/**
 * Names of the migrations that the database lacks; changes nothing.
 *
 * @throws {StorageError} as {@link migrate}.
 */
export async function pendingMigrations<DB>(
  db: Kysely<DB>,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const applied = (await hasHistory(db)) ? await appliedMigrations(db) : [];
  checkHistory(applied, migrations);
  return migrations.slice(applied.length).map(({ name }) => name);
}

async function hasHistory<DB>(db: Kysely<DB>): Promise<boolean> {
  const found =
    dialectOf(db) === 'postgres'
      ? sql`select 1 where to_regclass('schema_migration') is not null`
      : sql`select 1 from sqlite_master where type = 'table' and name = 'schema_migration'`;
  return (await found.execute(db)).rows.length > 0;
}

async function appliedMigrations<DB>(db: Kysely<DB>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by ordinal`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}

/** Any number, as long as nobody else uses it: the first of a pair, the second being the schema. */
const LOCK = 0x626c6f63;

/** Waits for the right to migrate, which ends with the transaction, and makes the session's schema. */
async function enterSchema<DB>(transaction: Kysely<DB>): Promise<void> {
  // A migration of much data takes its time, and whoever waits for it does.
  await sql.raw(UNBOUNDED).execute(transaction);
  await sql`set local lock_timeout = 0`.execute(transaction);
  await sql`select pg_advisory_xact_lock(${LOCK}::int, hashtext(current_setting('search_path')))`.execute(
    transaction,
  );
  const { rows } = await sql<{ schema: string; present: number }>`
    select current_setting('search_path') as schema,
      to_regnamespace(current_setting('search_path')) is not null as present`.execute(transaction);
  const [session] = rows;
  // Asked before: making what is there already takes the right to make it.
  if (session && session.present === 0) await transaction.schema.createSchema(session.schema).execute();
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
