// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * How a figure is distributed over blocks.
 */
export interface DistributionInput {
  /**
   * Arithmetic mean.
   */
  'mean'?: (number | string);
  /**
   * Of the sample, n - 1 in the denominator; 0 for a single block.
   */
  'standardDeviation'?: (number | string);
  /**
   * Smallest value.
   */
  'minimum'?: (number | string);
  /**
   * A quarter of the blocks lies below; between two values interpolated.
   */
  'lowerQuartile'?: (number | string);
  /**
   * Half of the blocks lies below.
   */
  'median'?: (number | string);
  /**
   * Three quarters of the blocks lie below.
   */
  'upperQuartile'?: (number | string);
  /**
   * Largest value.
   */
  'maximum'?: (number | string);
}

/**
 * How a figure is distributed over blocks.
 */
export interface Distribution {
  /**
   * Arithmetic mean.
   */
  'mean': (number);
  /**
   * Of the sample, n - 1 in the denominator; 0 for a single block.
   */
  'standardDeviation': (number);
  /**
   * Smallest value.
   */
  'minimum': (number);
  /**
   * A quarter of the blocks lies below; between two values interpolated.
   */
  'lowerQuartile': (number);
  /**
   * Half of the blocks lies below.
   */
  'median': (number);
  /**
   * Three quarters of the blocks lie below.
   */
  'upperQuartile': (number);
  /**
   * Largest value.
   */
  'maximum': (number);
}
