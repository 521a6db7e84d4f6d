// Original file: proto/blockqnn/registry/v1/registry.proto

/**
 * What AnalyzeBlocks and CompareStrategies call the best.
 */
export const Merit = {
  /**
   * Means MERIT_REWARD.
   */
  MERIT_UNSPECIFIED: 'MERIT_UNSPECIFIED',
  /**
   * Corrected reward, the mean over a block's evaluations.
   */
  MERIT_REWARD: 'MERIT_REWARD',
  /**
   * Early-stop validation accuracy, the mean over a block's evaluations.
   */
  MERIT_ACCURACY: 'MERIT_ACCURACY',
} as const;

/**
 * What AnalyzeBlocks and CompareStrategies call the best.
 */
export type MeritInput =
  /**
   * Means MERIT_REWARD.
   */
  | 'MERIT_UNSPECIFIED'
  | 0
  /**
   * Corrected reward, the mean over a block's evaluations.
   */
  | 'MERIT_REWARD'
  | 1
  /**
   * Early-stop validation accuracy, the mean over a block's evaluations.
   */
  | 'MERIT_ACCURACY'
  | 2

/**
 * What AnalyzeBlocks and CompareStrategies call the best.
 */
export type Merit = typeof Merit[keyof typeof Merit]
