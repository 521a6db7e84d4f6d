// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * A figure over several searches.
 */
export interface SpreadInput {
  /**
   * Arithmetic mean.
   */
  'mean'?: (number | string);
  /**
   * Smallest.
   */
  'minimum'?: (number | string);
  /**
   * Largest.
   */
  'maximum'?: (number | string);
  /**
   * Of the sample, n - 1 in the denominator; 0 for a single search.
   */
  'standardDeviation'?: (number | string);
}

/**
 * A figure over several searches.
 */
export interface Spread {
  /**
   * Arithmetic mean.
   */
  'mean': (number);
  /**
   * Smallest.
   */
  'minimum': (number);
  /**
   * Largest.
   */
  'maximum': (number);
  /**
   * Of the sample, n - 1 in the denominator; 0 for a single search.
   */
  'standardDeviation': (number);
}
