import type { SearchMessage, TrialMessage } from '@blockqnn/api';

/** Shows a search while it runs. */
export interface SearchDisplay {
  search(search: SearchMessage): void;
  trial(trial: TrialMessage): void;
  /** Optional finer news than trials bring: epochs that a worker has done, with the fraction of the running one. */
  workerProgress(worker: string, epochsDone: number): void;
  /** Says something about the search as a whole. */
  notice(text: string): void;
  /** Leaves the terminal as it found it. */
  stop(): void;
}

/** A stream to draw on. */
export interface DisplayStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}
