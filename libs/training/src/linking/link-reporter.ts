/** Told what linking does while it does it. */
export interface LinkReporter {
  /** A new step begins, in words for people. */
  step(text: string): void;
  /** Progress of the running step. */
  progress(doneBytes: number, totalBytes: number): void;
}
