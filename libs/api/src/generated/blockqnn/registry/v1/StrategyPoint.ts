// Original file: proto/blockqnn/registry/v1/registry.proto

import type { SpreadInput as _blockqnn_registry_v1_SpreadInput, Spread as _blockqnn_registry_v1_Spread } from '../../../blockqnn/registry/v1/Spread.js';

/**
 * A strategy after so many evaluations in each of its searches.
 */
export interface StrategyPointInput {
  /**
   * Evaluations in a search, failures included, counted from 1 in the order in which they were
   * completed.
   */
  'evaluations'?: (number);
  /**
   * Searches that have had so many and a measured one among them; the spreads are over these.
   */
  'searches'?: (number);
  /**
   * The best accuracy so far. A failure leaves it as it is. Unset where searches is 0.
   */
  'bestAccuracy'?: (_blockqnn_registry_v1_SpreadInput | null);
  /**
   * Searches that have a measured evaluation in the window; mean_accuracy is over these.
   */
  'meanSearches'?: (number);
  /**
   * Mean accuracy of the measured evaluations among the last ones, as many as the window has. Failures
   * have no accuracy and are left out of the mean. Unset where mean_searches is 0.
   */
  'meanAccuracy'?: (_blockqnn_registry_v1_SpreadInput | null);
}

/**
 * A strategy after so many evaluations in each of its searches.
 */
export interface StrategyPoint {
  /**
   * Evaluations in a search, failures included, counted from 1 in the order in which they were
   * completed.
   */
  'evaluations': (number);
  /**
   * Searches that have had so many and a measured one among them; the spreads are over these.
   */
  'searches': (number);
  /**
   * The best accuracy so far. A failure leaves it as it is. Unset where searches is 0.
   */
  'bestAccuracy': (_blockqnn_registry_v1_Spread | null);
  /**
   * Searches that have a measured evaluation in the window; mean_accuracy is over these.
   */
  'meanSearches': (number);
  /**
   * Mean accuracy of the measured evaluations among the last ones, as many as the window has. Failures
   * have no accuracy and are left out of the mean. Unset where mean_searches is 0.
   */
  'meanAccuracy': (_blockqnn_registry_v1_Spread | null);
}
