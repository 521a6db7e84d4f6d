import type { NetworkState } from './network-state.js';
import type { TrainingIdentity } from './training-identity.js';
import type { TrainingProgress } from './training-progress.js';

/** A full training between two steps, whole: going on from it gives what going on without it gave. */
export interface Checkpoint {
  readonly identity: TrainingIdentity;
  readonly progress: TrainingProgress;
  readonly network: NetworkState;
  /** Of the training so far. */
  readonly seconds: number;
}

/** Where a training keeps its newest checkpoint; one training a store. */
export interface CheckpointStore {
  /** The newest one that is whole. */
  read(): Promise<Checkpoint | undefined>;
  /** Takes the place of the one before, but only once it is kept for certain. */
  write(checkpoint: Checkpoint): Promise<void>;
  /** Forgets all of them; to be called when the result is safe elsewhere. */
  remove(): Promise<void>;
}

/** A checkpoint that belongs to another training. */
export class ForeignCheckpointError extends Error {
  override readonly name = 'ForeignCheckpointError';
}
