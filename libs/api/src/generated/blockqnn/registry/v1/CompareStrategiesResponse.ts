// Original file: proto/blockqnn/registry/v1/registry.proto

import type { StrategyCurveInput as _blockqnn_registry_v1_StrategyCurveInput, StrategyCurve as _blockqnn_registry_v1_StrategyCurve } from '../../../blockqnn/registry/v1/StrategyCurve.js';

/**
 * Response of CompareStrategies.
 */
export interface CompareStrategiesResponseInput {
  /**
   * One for each strategy, in order of name.
   */
  'curves'?: (_blockqnn_registry_v1_StrategyCurveInput)[];
  /**
   * Over how many evaluations the mean accuracy is taken.
   */
  'window'?: (number);
  /**
   * Datasets of these evaluations, in order of name, at most 20. Accuracies on different ones are not
   * comparable: filter by one.
   */
  'datasets'?: (string)[];
}

/**
 * Response of CompareStrategies.
 */
export interface CompareStrategiesResponse {
  /**
   * One for each strategy, in order of name.
   */
  'curves': (_blockqnn_registry_v1_StrategyCurve)[];
  /**
   * Over how many evaluations the mean accuracy is taken.
   */
  'window': (number);
  /**
   * Datasets of these evaluations, in order of name, at most 20. Accuracies on different ones are not
   * comparable: filter by one.
   */
  'datasets': (string)[];
}
