import { StorageError } from './storage-error.js';

/** A disk that is full or fails, and locks that will go away. */
const UNAVAILABLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|CANTOPEN|NOMEM)/;

/** What an error of libsql means for whoever uses the database; undefined for any other, such as a bug. */
export function sqliteFault(error: unknown, description: string): StorageError | undefined {
  if (error instanceof StorageError) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code !== 'string' || !UNAVAILABLE.test(code)) return undefined;
  return new StorageError(
    'UNAVAILABLE',
    `${description} is not available (${String(message)}); see whether its disk is full or fails`,
    { cause: error },
  );
}
