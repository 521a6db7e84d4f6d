// Original file: proto/blockqnn/domain/v1/stack.proto


/**
 * Convolution and batch normalisation in front of the first block.
 */
export interface StemInput {
  /**
   * Output channels; 1 to 4,096.
   */
  'filters'?: (number);
  /**
   * Kernel size in pixels; 1, 3, 5 or 7.
   */
  'kernel'?: (number);
  /**
   * Stride of the convolution; 1 or 2.
   */
  'stride'?: (number);
  /**
   * Whether a 3x3 max pooling with stride 2 follows.
   */
  'pooling'?: (boolean);
}

/**
 * Convolution and batch normalisation in front of the first block.
 */
export interface Stem {
  /**
   * Output channels; 1 to 4,096.
   */
  'filters': (number);
  /**
   * Kernel size in pixels; 1, 3, 5 or 7.
   */
  'kernel': (number);
  /**
   * Stride of the convolution; 1 or 2.
   */
  'stride': (number);
  /**
   * Whether a 3x3 max pooling with stride 2 follows.
   */
  'pooling': (boolean);
}
