// Original file: proto/blockqnn/domain/v1/stack.proto


/**
 * A run of equal blocks at one resolution.
 */
export interface StageInput {
  /**
   * How often the block is repeated; 1 to 64.
   */
  'repeats'?: (number);
  /**
   * Filters of every convolution in the stage; 1 to 4,096.
   */
  'filters'?: (number);
}

/**
 * A run of equal blocks at one resolution.
 */
export interface Stage {
  /**
   * How often the block is repeated; 1 to 64.
   */
  'repeats': (number);
  /**
   * Filters of every convolution in the stage; 1 to 4,096.
   */
  'filters': (number);
}
