import type { Strategy } from '@blockqnn/search';
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
  readonly log: AgentLog;
}

/** How an agent's state lies on disk. */
export interface AgentLog {
  /** Number of the newest delta, counted from 1. */
  lastDelta: number;
  /** Entries in deltas that no snapshot has. */
  deltaEntryCount: number;
  /** Number of the newest snapshot, counted from 1. */
  lastSnapshot: number;
  snapshotEntryCount: number;
  /** Whether a snapshot is being written. */
  isCompacting: boolean;
}

/** Of an agent of which nothing is on disk. */
export function newAgentLog(): AgentLog {
  return { lastDelta: 0, deltaEntryCount: 0, lastSnapshot: 0, snapshotEntryCount: 0, isCompacting: false };
}
