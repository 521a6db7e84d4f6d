/** Bytes that several jobs share. */
export class MemoryBudget {
  readonly totalBytes: number;
  #reservedBytes = 0;

  constructor(totalBytes: number) {
    this.totalBytes = totalBytes;
  }

  /** Disposing gives the bytes back. Undefined where too many are taken at present. */
  reserve(bytes: number): Disposable | undefined {
    if (this.#reservedBytes + bytes > this.totalBytes) return undefined;
    this.#reservedBytes += bytes;
    return {
      [Symbol.dispose]: () => {
        this.#reservedBytes -= bytes;
      },
    };
  }
}
