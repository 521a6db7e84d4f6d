import type { Epoch } from '@blockqnn/training/recipes';

/** What came of giving a block to a worker. */
export type TrainingResult = MeasuredBlock | NoResult;

export interface MeasuredBlock {
  readonly kind: 'measured';
  /** Validation accuracy after the last epoch, in [0, 1]. */
  readonly accuracy: number;
  readonly epochs: readonly Epoch[];
  readonly restarts: number;
  readonly seconds: number;
  /** Safetensors file; undefined unless asked for. */
  readonly weights: Uint8Array | undefined;
}

/** What came of giving a model to a worker; what was trained lies in the training's folder. */
export type ModelResult = TrainedModel | NoResult;

export type TrainedModel =
  | {
      readonly kind: 'trained';
      /** What was found in the images, a sentence each. */
      readonly notes: readonly string[];
    }
  | {
      /** The checkpoint is of something else, or another process does the same training. */
      readonly kind: 'checkpointUnusable' | 'taken';
      readonly message: string;
    };

/** Why there is no result, of a block or a model. */
export type NoResult =
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
  /** Of full trainings. */
  readonly pace?: ModelPace | undefined;
}

/** How fast a full training goes. */
export interface ModelPace {
  /** Of late. */
  readonly imagesPerSecond: number;
  /** Of the whole training, about; undefined until it can be told. */
  readonly remainingSeconds?: number | undefined;
  /** Mean of the epoch so far, in nats. */
  readonly loss: number;
}

/** Where a full training goes on. */
export interface Resumption {
  /** The epochs that are done. */
  readonly epochs: readonly Epoch[];
  /** Steps that are done in the epoch under way. */
  readonly steps: number;
  readonly best?: { readonly epoch: number; readonly accuracy: number } | undefined;
}

/** Told while a block is trained. */
export interface TrainingObserver {
  readonly onEpoch?: (epoch: Epoch) => void;
  readonly onProgress?: (progress: EpochProgress) => void;
}

/** Told while a model is trained. */
export interface ModelObserver extends TrainingObserver {
  readonly onResumed?: (resumption: Resumption) => void;
}
