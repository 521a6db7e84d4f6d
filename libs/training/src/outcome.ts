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
  | {
      readonly kind: 'failed';
      readonly reason: 'diverged' | 'infeasible' | 'outOfMemory';
      readonly message: string;
      readonly epochs: readonly Epoch[];
      readonly seconds: number;
    };
