/** A network needs more memory than an engine has or can get; another engine or machine may have it. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
}
