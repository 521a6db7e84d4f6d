/** A body that is not the JSON form of its message. */
export class JsonFormatError extends Error {
  override readonly name = 'JsonFormatError';
  /** Where, for instance `evaluation.figures.flops`; empty for the whole. */
  readonly path: string;

  constructor(path: string, expected: string) {
    super(`${path === '' ? 'body' : path}: must be ${expected}`);
    this.path = path;
  }
}
