import type { Epoch } from '@blockqnn/training/recipes';

/** What came of giving a block to a worker. */
export type TrainingResult =
  | {
      readonly kind: 'measured';
      /** Validation accuracy after the last epoch, in [0, 1]. */
      readonly accuracy: number;
      readonly epochs: readonly Epoch[];
      readonly restarts: number;
      readonly seconds: number;
      /** Safetensors file; undefined unless asked for. */
      readonly weights: Uint8Array | undefined;
    }
  | {
      /** A finding about the block. */
      readonly kind: 'failed';
      readonly reason: 'diverged' | 'infeasible' | 'outOfMemory' | 'timedOut';
      readonly message: string;
    }
  | {
      /** The child died or hung; nothing is known about the block. */
      readonly kind: 'crashed';
      readonly message: string;
    }
  | {
      /** The image set does not open here; nothing is known about the block. */
      readonly kind: 'datasetUnusable';
      readonly message: string;
    }
  | {
      /** Stack or limit are not made for the image set, so nobody can train this. */
      readonly kind: 'misfit';
      readonly message: string;
    };

/** How far the epoch under way is. */
export interface EpochProgress {
  /** Counted from 1. */
  readonly epoch: number;
  /** Images trained in it so far. */
  readonly images: number;
  readonly imagesPerEpoch: number;
}

/** Told while a block is trained. */
export interface TrainingObserver {
  readonly onEpoch?: (epoch: Epoch) => void;
  readonly onProgress?: (progress: EpochProgress) => void;
}
