/**
 * - `IN_USE`: another process (or another connection of this one) owns the file.
 * - `NOT_WRITABLE`: the folder or the file cannot be written.
 * - `NOT_A_DATABASE`: the file holds something else.
 * - `SCHEMA_TOO_NEW`: a newer program has migrated the database.
 * - `SCHEMA_DIFFERS`: the database was migrated by other migrations than the given ones.
 */
export type StorageErrorCode =
  'IN_USE' | 'NOT_WRITABLE' | 'NOT_A_DATABASE' | 'SCHEMA_TOO_NEW' | 'SCHEMA_DIFFERS';

/** A database that cannot be used as it is; the message says which one, and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
