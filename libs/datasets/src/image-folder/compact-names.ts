/** Strings in one block of bytes: a million file names take what their letters take, not an object each. */
export class CompactNames {
  readonly #bytes: Buffer;
  /** [count + 1], where each name begins; the last one is the end. */
  readonly #starts: Uint32Array;

  constructor(names: readonly string[]) {
    this.#bytes = Buffer.from(names.join(''));
    this.#starts = new Uint32Array(names.length + 1);
    let start = 0;
    for (const [i, name] of names.entries()) {
      start += Buffer.byteLength(name);
      this.#starts[i + 1] = start;
    }
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  first(count: number): CompactNames {
    return new CompactNames(Array.from({ length: Math.min(count, this.count) }, (_, i) => this.at(i)));
  }

  /** Throws RangeError beyond the last. */
  at(index: number): string {
    const [start, end] = [this.#starts[index], this.#starts[index + 1]];
    if (start === undefined || end === undefined) {
      throw new RangeError(`name: must be below ${this.count}; got ${index}`);
    }
    return this.#bytes.toString('utf8', start, end);
  }
}
