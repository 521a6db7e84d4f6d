export { executeAtOnce, type Rows, type Statement } from './at-once.js';
export { isUnavailable, storageFault } from './availability.js';
export { databaseNowMs } from './database-clock.js';
export { DatabaseGate, type DatabaseGateOptions } from './database-gate.js';
export {
  databaseLocation,
  describeLocation,
  type DatabaseLocation,
  type PostgresLocation,
  type SqliteLocation,
  type SqliteSynchronous,
} from './database-location.js';
export { dialectOf } from './dialect.js';
export { DATABASE_UNAVAILABLE, databaseRpcError, gatedHandlers } from './gated-handlers.js';
export { makeFolder } from './make-folder.js';
export { migrate, pendingMigrations, type Migration } from './migration.js';
export { openDatabase } from './open-database.js';
export { openPostgres, type PostgresOptions } from './postgres/open-postgres.js';
export type { PostgresBounds } from './postgres/session.js';
export { parsePostgresUrl } from './postgres/url.js';
export { lockFile, openSqlite, type SqliteOptions } from './sqlite.js';
export { StorageError, type StorageErrorCode } from './storage-error.js';
export { waitForDatabase, type DatabaseWait } from './wait-for-database.js';
