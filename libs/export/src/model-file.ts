/** One file of an exported model. */
export interface ModelFile {
  /** Plain name without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}
