export { makeFolder } from './make-folder.js';
export { migrate, type Migration } from './migration.js';
export { lockFile, openSqlite, type SqliteOptions } from './sqlite.js';
export { StorageError, type StorageErrorCode } from './storage-error.js';
