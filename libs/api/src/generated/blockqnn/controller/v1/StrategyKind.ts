// Original file: proto/blockqnn/controller/v1/controller.proto

/**
 * Which strategy proposes blocks.
 */
export const StrategyKind = {
  /**
   * Means STRATEGY_KIND_Q_LEARNING.
   */
  STRATEGY_KIND_UNSPECIFIED: 'STRATEGY_KIND_UNSPECIFIED',
  /**
   * Q-learning with experience replay, as in the paper.
   */
  STRATEGY_KIND_Q_LEARNING: 'STRATEGY_KIND_Q_LEARNING',
  /**
   * Independent random blocks from the same space.
   */
  STRATEGY_KIND_RANDOM: 'STRATEGY_KIND_RANDOM',
} as const;

/**
 * Which strategy proposes blocks.
 */
export type StrategyKindInput =
  /**
   * Means STRATEGY_KIND_Q_LEARNING.
   */
  | 'STRATEGY_KIND_UNSPECIFIED'
  | 0
  /**
   * Q-learning with experience replay, as in the paper.
   */
  | 'STRATEGY_KIND_Q_LEARNING'
  | 1
  /**
   * Independent random blocks from the same space.
   */
  | 'STRATEGY_KIND_RANDOM'
  | 2

/**
 * Which strategy proposes blocks.
 */
export type StrategyKind = typeof StrategyKind[keyof typeof StrategyKind]
