import type { Weights } from '@blockqnn/network';

/** Figures of one epoch; units and ranges in `blockqnn.domain.v1.Epoch`. */
export interface Epoch {
  readonly number: number;
  readonly accuracy: number;
  readonly loss: number;
  readonly trainingAccuracy: number;
  readonly learningRate: number;
  readonly seconds: number;
}

/** What came of training a block. */
export type TrainingOutcome =
  | {
      readonly kind: 'measured';
      /** Validation accuracy after the last epoch, in [0, 1]. */
      readonly accuracy: number;
      readonly epochs: readonly Epoch[];
      readonly restarts: number;
      readonly seconds: number;
      readonly weights: Weights;
    }
  | FailedTraining;

/** What came of a full training. */
export type ModelOutcome = TrainedModel | FailedTraining;

export interface TrainedModel {
  readonly kind: 'trained';
  readonly epochs: readonly Epoch[];
  readonly restarts: number;
  /** On the clock, those of interrupted runs before included. */
  readonly seconds: number;
  readonly best: BestEpoch;
  /** Measured once, with the weights of the best epoch. */
  readonly test: TestFigures;
  /** Of the best epoch. */
  readonly weights: Weights;
}

/** The epoch of the highest validation accuracy, of equals that of the lower loss, then the earlier one. */
export interface BestEpoch {
  /** Its number. */
  readonly epoch: number;
  /** On the validation images, in [0, 1]. */
  readonly accuracy: number;
  /** Cross-entropy in nats on the validation images. */
  readonly loss: number;
}

export interface TestFigures {
  /** In [0, 1]. */
  readonly accuracy: number;
  /** Cross-entropy in nats. */
  readonly loss: number;
  readonly images: number;
}

export interface FailedTraining {
  readonly kind: 'failed';
  readonly reason: 'diverged' | 'infeasible' | 'outOfMemory';
  readonly message: string;
  readonly epochs: readonly Epoch[];
  readonly seconds: number;
}

/**
 * `diverged`: the loss or a gradient became infinite or not a number. `infeasible`: cannot be trained
 * anywhere. `outOfMemory`: needs more memory than this engine has or could get.
 */
export type FailureReason = 'diverged' | 'infeasible' | 'outOfMemory';
