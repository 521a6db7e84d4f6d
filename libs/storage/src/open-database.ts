import type { Kysely } from 'kysely';
import type { DatabaseLocation } from './database-location.js';
import { openPostgres, type PostgresOptions } from './postgres/open-postgres.js';
import { openSqlite } from './sqlite.js';

/**
 * Opens a service's database, wherever it is; `destroy()` closes it. A SQLite file is owned from then on; a
 * server is not asked before the first statement, so that a service can start before it. The options are
 * PostgreSQL's alone: a SQLite file has one service's tables.
 *
 * @throws {StorageError} `BAD_URL`, or as {@link openSqlite}.
 */
export async function openDatabase<DB>(
  location: DatabaseLocation,
  options: PostgresOptions,
): Promise<Kysely<DB>> {
  return location.kind === 'sqlite' ? await openSqlite<DB>(location) : openPostgres<DB>(location, options);
}
