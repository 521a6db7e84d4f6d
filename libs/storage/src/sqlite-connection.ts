import type Database from 'libsql';
import BackgroundDatabase from 'libsql/promise';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { Rows, Statement } from './at-once.js';
import { sqliteFault } from './sqlite-fault.js';
import { assertStorable } from './storable-value.js';

/** Statements kept prepared per connection. A service has some dozens of distinct ones. */
const MAX_CACHED_STATEMENTS = 256;

/**
 * What Kysely's SQLite dialect runs its statements on. Keeps prepared statements, hands byte columns out
 * as `Uint8Array`, refuses values that libsql would corrupt, and says of errors what they mean.
 */
export class SqliteConnection implements SqliteDatabase {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  prepare(sql: string): SqliteStatement {
    const cached = this.#statements.get(sql);
    if (cached !== undefined) return cached;
    const prepared = guardedStatement(this.#database.prepare(sql));
    // A schema change would leave column lists of older statements behind.
    if (SCHEMA_CHANGE.test(sql)) {
      this.#statements.clear();
      return prepared;
    }
    if (this.#statements.size >= MAX_CACHED_STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, prepared);
    return prepared;
  }

  /** Commits the transaction on a thread of the library's own. Resolves when it is on disk. */
  async commit(): Promise<void> {
    try {
      // Either class wraps the same connection; this one's method does not block.
      await BackgroundDatabase.prototype.exec.call(this.#database, 'commit');
    } catch (error) {
      throw sqliteFault(error, 'the database') ?? error;
    }
  }

  /** Executes statements in a transaction of their own. Resolves with the rows of each when they are on disk. */
  async transact(statements: readonly Statement[]): Promise<readonly Rows[]> {
    this.prepare('begin').run([]);
    try {
      const rows = statements.map(({ sql, parameters }) => this.#rowsOf(this.prepare(sql), parameters));
      await this.commit();
      return rows;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  #rowsOf(statement: SqliteStatement, parameters: readonly unknown[]): Rows {
    if (statement.reader) return statement.all(parameters) as Rows;
    statement.run(parameters);
    return [];
  }

  /** SQLite has done so itself after some errors, and says then that there is no transaction. */
  #rollBack(): void {
    try {
      this.prepare('rollback').run([]);
    } catch {
      return;
    }
  }

  /**
   * Gives the file up. The lock has to be dropped explicitly, since libsql keeps the connection behind the
   * scenes until the garbage collector has found every prepared statement, and the write-ahead log has to be
   * left before that, since a connection keeps a lock as long as it uses one.
   */
  close(): void {
    this.#statements.clear();
    if (!this.#database.open) return;
    try {
      this.#database.exec(
        'pragma journal_mode = delete; pragma locking_mode = normal; begin immediate; commit',
      );
    } finally {
      this.#database.close();
    }
  }
}

const SCHEMA_CHANGE = /^\s*(create|drop|alter)\s/i;

function guardedStatement(statement: SqliteStatement): SqliteStatement {
  return {
    reader: statement.reader,
    all: (parameters) => {
      parameters.forEach(assertStorable);
      const rows = meaningful(() => statement.all(parameters));
      for (const row of rows) restoreBytes(row as Record<string, unknown>);
      return rows;
    },
    run: (parameters) => {
      parameters.forEach(assertStorable);
      return meaningful(() => statement.run(parameters));
    },
    iterate: function* (parameters) {
      parameters.forEach(assertStorable);
      for (const row of statement.iterate(parameters)) {
        restoreBytes(row as Record<string, unknown>);
        yield row;
      }
    },
  };
}

/** Errors of a disk that is full or fails tell so. */
function meaningful<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw sqliteFault(error, 'the database file') ?? error;
  }
}

function restoreBytes(row: Record<string, unknown>): void {
  for (const column in row) {
    const value = row[column];
    if (value instanceof ArrayBuffer) row[column] = new Uint8Array(value);
  }
}
