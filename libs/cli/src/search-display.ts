import type { SearchMessage, TrialMessage } from '@blockqnn/api';
import { BarDisplay } from './bar-display.js';
import { LineDisplay } from './line-display.js';

/** Shows a search while it runs. */
export interface SearchDisplay {
  search(search: SearchMessage): void;
  trial(trial: TrialMessage): void;
  /** Optional finer news than trials bring: epochs that a worker has done, with the fraction of the running one. */
  workerProgress(worker: string, epochsDone: number): void;
  /** Leaves the terminal as it found it. */
  stop(): void;
}

/** A stream to draw on. */
export interface DisplayStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Live bars on a terminal, plain lines elsewhere. */
export function createSearchDisplay(stream: DisplayStream, now: () => number): SearchDisplay {
  return stream.isTTY === true ? new BarDisplay(stream, now) : new LineDisplay(stream, now);
}
