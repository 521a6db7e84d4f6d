/** What is wrong; see the codes' comments. */
export type DatasetErrorCode =
  /** The text of a reference or a source does not follow its grammar. */
  | 'malformed'
  /** No source has the name. */
  | 'unknown'
  /** An option (limit, size) that the images cannot satisfy. */
  | 'limit'
  /** A file or folder is missing, unreadable or damaged. */
  | 'file';

/** A dataset that cannot be had. The message names the faulty part and what is allowed. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;

  constructor(code: DatasetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
