import type { Weights } from '@blockqnn/network';

/** All that a network's next step depends on besides its batch. */
export interface NetworkState {
  /** Weights and moving statistics. */
  readonly weights: Weights;
  /**
   * What the optimiser keeps for each trained weight, under `{weight}/{moment}`: `mean` and `square` for
   * Adam, `velocity` for SGD. Shapes are those of the weights.
   */
  readonly moments: Weights;
  /** Steps since the optimiser started. */
  readonly steps: number;
}
