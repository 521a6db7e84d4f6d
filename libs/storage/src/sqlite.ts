import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Kysely, sql } from 'kysely';
import Database from 'libsql';
import type { SqliteLocation, SqliteSynchronous } from './database-location.js';
import { makeFolder } from './make-folder.js';
import { SqliteConnection } from './sqlite-connection.js';
import { BackgroundCommitDialect } from './sqlite-dialect.js';
import { StorageError } from './storage-error.js';

export type SqliteOptions = Pick<SqliteLocation, 'path' | 'synchronous'>;

/**
 * Opens a SQLite file and owns it until `destroy()`: nobody else can open it meanwhile, so what the process
 * has read before is still true. A commit is on disk when it returns (write-ahead log, synchronous=FULL
 * unless asked otherwise), and foreign keys are enforced.
 *
 * @throws {StorageError} `IN_USE`, `NOT_WRITABLE` or `NOT_A_DATABASE`, naming the file or folder.
 */
export async function openSqlite<DB>({ path, synchronous = 'full' }: SqliteOptions): Promise<Kysely<DB>> {
  const file = resolve(path);
  await assertWritable(file);
  const connection = new SqliteConnection(own(file, synchronous));
  const db = new Kysely<DB>({ dialect: new BackgroundCommitDialect(connection) });
  // `destroy()` closes only what has been used.
  await sql`select 1`.execute(db);
  return db;
}

/**
 * Keeps a file from other processes until disposed of, or until this process dies, however it does: unlike a
 * file that says who owns it, such a lock never outlives its owner. Throws like {@link openSqlite}.
 */
export async function lockFile(path: string): Promise<Disposable> {
  const file = resolve(path);
  await assertWritable(file);
  const connection = new SqliteConnection(own(file, 'full'));
  return {
    [Symbol.dispose]: () => {
      connection.close();
    },
  };
}

async function assertWritable(file: string): Promise<void> {
  const folder = dirname(file);
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw notWritable('folder', folder, error);
  }
  try {
    await access(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw notWritable('file', file, error);
  }
}

function own(file: string, synchronous: SqliteSynchronous): Database.Database {
  let database: Database.Database;
  try {
    database = new Database(file);
  } catch (error) {
    throw notWritable('file', file, error);
  }
  try {
    // In this order the write-ahead log's index stays in this process's memory, as nobody shares it.
    database.exec(
      `pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = ${synchronous}`,
    );
    database.exec('pragma foreign_keys = on; begin immediate; commit');
    return database;
  } catch (error) {
    database.close();
    throw openingError(file, error);
  }
}

function openingError(file: string, error: unknown): Error {
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))) {
    return new StorageError(
      'IN_USE',
      `the database ${file} is in use by another process; stop that process, or choose another state folder`,
      { cause: error },
    );
  }
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new StorageError(
      'NOT_A_DATABASE',
      `the file ${file} is not a usable SQLite database (${messageOf(error)}); move it away, or choose another state folder`,
      { cause: error },
    );
  }
  return notWritable('file', file, error);
}

function notWritable(kind: 'folder' | 'file', path: string, error: unknown): StorageError {
  return new StorageError(
    'NOT_WRITABLE',
    `the ${kind} ${path} cannot be written (${messageOf(error)}); give this user the right to write there, or choose another state folder`,
    { cause: error },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
