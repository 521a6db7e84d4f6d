/** One file of an exported model. */
export interface ModelFile {
  /** Relative path of plain names, joined by `/`; most files stand in no folder. */
  readonly name: string;
  /** The bytes, made while they are read, so that a large file is never in memory as a whole. May be read again. */
  readonly chunks: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}
