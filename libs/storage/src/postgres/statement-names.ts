/** Statements kept prepared per connection; each takes memory at the server. */
const MAX_NAMES = 200;

/** Longer ones are built for one occasion, with as many parameters as there are rows. */
const MAX_LENGTH = 4_000;

/**
 * Names under which a connection's statements are kept prepared, so that the server parses and plans each
 * once. A statement gets its name when it comes for the second time.
 */
export class StatementNames {
  readonly #names = new Map<string, string | undefined>();
  #count = 0;

  /** Undefined: not to be kept. */
  nameOf(text: string): string | undefined {
    if (text.length > MAX_LENGTH) return undefined;
    const name = this.#names.get(text);
    if (name !== undefined) return name;
    if (!this.#names.has(text)) {
      if (this.#names.size < MAX_NAMES) this.#names.set(text, undefined);
      return undefined;
    }
    const given = `s${(this.#count += 1)}`;
    this.#names.set(text, given);
    return given;
  }
}
