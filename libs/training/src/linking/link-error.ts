/** Linking failed on the way; the message says what to do. */
export class LinkError extends Error {
  override readonly name: string = 'LinkError';
}

/** Something that linking needs and this machine lacks. */
export interface Missing {
  /** For instance "a C++17 compiler". */
  readonly what: string;
  /** What was found instead, and how to get it. */
  readonly remedy: string;
}

/** Found before anything was downloaded or written. */
export class MissingError extends LinkError {
  override readonly name = 'MissingError';
  readonly missing: readonly Missing[];

  constructor(missing: readonly Missing[]) {
    super(
      `nothing was downloaded, since this machine lacks:\n${missing.map(({ what, remedy }) => `  - ${what}: ${remedy}`).join('\n')}`,
    );
    this.missing = missing;
  }
}
