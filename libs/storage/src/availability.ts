import { postgresFault } from './postgres/fault.js';
import { sqliteFault } from './sqlite-fault.js';
import { StorageError } from './storage-error.js';

/**
 * What a failed statement, transaction or migration says of the database; undefined where it says nothing of
 * it, as a bug or a violated constraint does. Databases opened by this library throw such errors themselves;
 * others are recognised by their codes.
 */
export function storageFault(error: unknown): StorageError | undefined {
  if (error instanceof StorageError) return error;
  return sqliteFault(error, 'the database') ?? postgresFault(error, 'the database');
}

/**
 * Whether something failed because the database is away, restarting, overloaded or out of disk. Trying again
 * helps then; whether a commit that failed so took place is not known.
 */
export function isUnavailable(error: unknown): boolean {
  return storageFault(error)?.code === 'UNAVAILABLE';
}
