// Original file: proto/blockqnn/registry/v1/registry.proto

import type { StrategyPointInput as _blockqnn_registry_v1_StrategyPointInput, StrategyPoint as _blockqnn_registry_v1_StrategyPoint } from '../../../blockqnn/registry/v1/StrategyPoint.js';
import type { Long } from '@grpc/proto-loader';

/**
 * How good a strategy's blocks are, by the number of evaluations that it had.
 */
export interface StrategyCurveInput {
  /**
   * "q-learning", "random" and the like; empty for evaluations that were imported.
   */
  'strategy'?: (string);
  /**
   * Searches with evaluations of the strategy under the filter.
   */
  'searches'?: (number);
  /**
   * Evaluations, failures included.
   */
  'evaluations'?: (number | string | Long);
  /**
   * Of these, failures.
   */
  'failures'?: (number | string | Long);
  /**
   * By number of evaluations, ascending, evenly spaced; the first and the last one are always there.
   */
  'points'?: (_blockqnn_registry_v1_StrategyPointInput)[];
}

/**
 * How good a strategy's blocks are, by the number of evaluations that it had.
 */
export interface StrategyCurve {
  /**
   * "q-learning", "random" and the like; empty for evaluations that were imported.
   */
  'strategy': (string);
  /**
   * Searches with evaluations of the strategy under the filter.
   */
  'searches': (number);
  /**
   * Evaluations, failures included.
   */
  'evaluations': (number);
  /**
   * Of these, failures.
   */
  'failures': (number);
  /**
   * By number of evaluations, ascending, evenly spaced; the first and the last one are always there.
   */
  'points': (_blockqnn_registry_v1_StrategyPoint)[];
}
