// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * How a figure is spread over measured evaluations.
 */
export interface FigureStatisticsInput {
  /**
   * The highest.
   */
  'best'?: (number | string);
  /**
   * Arithmetic mean.
   */
  'mean'?: (number | string);
  /**
   * Of the sample, n - 1 in the denominator; 0 for a single evaluation.
   */
  'standardDeviation'?: (number | string);
}

/**
 * How a figure is spread over measured evaluations.
 */
export interface FigureStatistics {
  /**
   * The highest.
   */
  'best': (number);
  /**
   * Arithmetic mean.
   */
  'mean': (number);
  /**
   * Of the sample, n - 1 in the denominator; 0 for a single evaluation.
   */
  'standardDeviation': (number);
}
