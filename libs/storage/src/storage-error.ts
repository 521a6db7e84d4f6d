/**
 * - `UNAVAILABLE`: the database is away, restarting, overloaded, or its disk is full; trying again helps.
 * - `ACCESS_DENIED`: the server refuses the user, the database or the schema, or TLS cannot be agreed on.
 * - `BAD_URL`: a database URL that cannot be understood.
 * - `IN_USE`: another process (or another connection of this one) owns the file.
 * - `NOT_WRITABLE`: the folder or the file cannot be written.
 * - `NOT_A_DATABASE`: the file holds something else.
 * - `SCHEMA_TOO_NEW`: a newer program has migrated the database.
 * - `SCHEMA_DIFFERS`: the database was migrated by other migrations than the given ones.
 */
export type StorageErrorCode =
  | 'UNAVAILABLE'
  | 'ACCESS_DENIED'
  | 'BAD_URL'
  | 'IN_USE'
  | 'NOT_WRITABLE'
  | 'NOT_A_DATABASE'
  | 'SCHEMA_TOO_NEW'
  | 'SCHEMA_DIFFERS';

/**
 * A database that cannot be used as it is; the message says which one, and what to do, and never holds a
 * password.
 */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
