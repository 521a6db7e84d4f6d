// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of CompareStrategies.
 */
export interface CompareStrategiesRequestInput {
  /**
   * As in QueryBlocks, but failures match too, unless the filter speaks of accuracy. Name the dataset.
   */
  'filter'?: (string);
  /**
   * Over how many evaluations the mean accuracy is taken; 0 to 100,000. 0 means 64.
   */
  'window'?: (number);
  /**
   * At most this many points for each strategy; 0, or 2 to 2,000. 0 means 200.
   */
  'maxPoints'?: (number);
}

/**
 * Request of CompareStrategies.
 */
export interface CompareStrategiesRequest {
  /**
   * As in QueryBlocks, but failures match too, unless the filter speaks of accuracy. Name the dataset.
   */
  'filter': (string);
  /**
   * Over how many evaluations the mean accuracy is taken; 0 to 100,000. 0 means 64.
   */
  'window': (number);
  /**
   * At most this many points for each strategy; 0, or 2 to 2,000. 0 means 200.
   */
  'maxPoints': (number);
}
