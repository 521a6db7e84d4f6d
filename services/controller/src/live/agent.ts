import type { StateEntry, Strategy } from '@blockqnn/search';
import type { MedianStopping } from './median-stopping.js';

/** What a search knows of a block: its trial, and the reward once there is one. */
export interface KnownBlock {
  readonly number: number;
  readonly reward: number | undefined;
}

/** The memory of a running search: its strategy, and which blocks were ever handed out. */
export interface Agent {
  readonly strategy: Strategy;
  /** By block id. */
  readonly known: Map<string, KnownBlock>;
  /** Undefined where the search does not stop trials early. */
  readonly medianStopping: MedianStopping | undefined;
  /** What of the strategy's state is on disk as deltas only. */
  readonly log: AgentLog;
}

/** Values that are committed as deltas and not yet part of the snapshot. */
export interface AgentLog {
  /** Number of the newest delta, counted from 1. */
  lastDelta: number;
  /** Entries of all these deltas together. */
  entryCount: number;
  /** The newest value of each key. */
  readonly entries: Map<string, StateEntry>;
}
