// Original file: proto/blockqnn/registry/v1/registry.proto

import type { FigureStatisticsInput as _blockqnn_registry_v1_FigureStatisticsInput, FigureStatistics as _blockqnn_registry_v1_FigureStatistics } from '../../../blockqnn/registry/v1/FigureStatistics.js';

/**
 * Statistics over the evaluations of a block under a filter. A comparison with a figure that failures
 * lack leaves them out.
 */
export interface BlockStatisticsInput {
  /**
   * Measured evaluations.
   */
  'measured'?: (number);
  /**
   * Failures.
   */
  'failed'?: (number);
  /**
   * Of the measured ones' accuracies, in [0, 1]; unset where there are none.
   */
  'accuracy'?: (_blockqnn_registry_v1_FigureStatisticsInput | null);
  /**
   * Of their rewards, in percent points; unset where there are none.
   */
  'reward'?: (_blockqnn_registry_v1_FigureStatisticsInput | null);
}

/**
 * Statistics over the evaluations of a block under a filter. A comparison with a figure that failures
 * lack leaves them out.
 */
export interface BlockStatistics {
  /**
   * Measured evaluations.
   */
  'measured': (number);
  /**
   * Failures.
   */
  'failed': (number);
  /**
   * Of the measured ones' accuracies, in [0, 1]; unset where there are none.
   */
  'accuracy': (_blockqnn_registry_v1_FigureStatistics | null);
  /**
   * Of their rewards, in percent points; unset where there are none.
   */
  'reward': (_blockqnn_registry_v1_FigureStatistics | null);
}
