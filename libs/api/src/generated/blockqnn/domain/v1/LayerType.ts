// Original file: proto/blockqnn/domain/v1/block.proto

/**
 * The kind of a layer, numbered as in the Network Structure Code (BlockQNN, CVPR 2018).
 */
export const LayerType = {
  /**
   * Never sent; refused when received.
   */
  LAYER_TYPE_UNSPECIFIED: 'LAYER_TYPE_UNSPECIFIED',
  /**
   * Pre-activation convolutional cell: ReLU, convolution (stride 1, same padding, no bias), batch
   * normalisation. Kernel 1, 3 or 5.
   */
  LAYER_TYPE_CONVOLUTION: 'LAYER_TYPE_CONVOLUTION',
  /**
   * Max pooling, stride 1, same padding. Kernel 1 or 3.
   */
  LAYER_TYPE_MAX_POOLING: 'LAYER_TYPE_MAX_POOLING',
  /**
   * Average pooling, stride 1, same padding (padded positions are not counted). Kernel 1 or 3.
   */
  LAYER_TYPE_AVERAGE_POOLING: 'LAYER_TYPE_AVERAGE_POOLING',
  /**
   * Passes its predecessor on unchanged. Kernel 0.
   */
  LAYER_TYPE_IDENTITY: 'LAYER_TYPE_IDENTITY',
  /**
   * Element-wise sum of two predecessors. Kernel 0.
   */
  LAYER_TYPE_ADD: 'LAYER_TYPE_ADD',
  /**
   * Concatenation of two predecessors along the channels. Kernel 0.
   */
  LAYER_TYPE_CONCAT: 'LAYER_TYPE_CONCAT',
  /**
   * Ends the code. Kernel and predecessors 0.
   */
  LAYER_TYPE_TERMINAL: 'LAYER_TYPE_TERMINAL',
} as const;

/**
 * The kind of a layer, numbered as in the Network Structure Code (BlockQNN, CVPR 2018).
 */
export type LayerTypeInput =
  /**
   * Never sent; refused when received.
   */
  | 'LAYER_TYPE_UNSPECIFIED'
  | 0
  /**
   * Pre-activation convolutional cell: ReLU, convolution (stride 1, same padding, no bias), batch
   * normalisation. Kernel 1, 3 or 5.
   */
  | 'LAYER_TYPE_CONVOLUTION'
  | 1
  /**
   * Max pooling, stride 1, same padding. Kernel 1 or 3.
   */
  | 'LAYER_TYPE_MAX_POOLING'
  | 2
  /**
   * Average pooling, stride 1, same padding (padded positions are not counted). Kernel 1 or 3.
   */
  | 'LAYER_TYPE_AVERAGE_POOLING'
  | 3
  /**
   * Passes its predecessor on unchanged. Kernel 0.
   */
  | 'LAYER_TYPE_IDENTITY'
  | 4
  /**
   * Element-wise sum of two predecessors. Kernel 0.
   */
  | 'LAYER_TYPE_ADD'
  | 5
  /**
   * Concatenation of two predecessors along the channels. Kernel 0.
   */
  | 'LAYER_TYPE_CONCAT'
  | 6
  /**
   * Ends the code. Kernel and predecessors 0.
   */
  | 'LAYER_TYPE_TERMINAL'
  | 7

/**
 * The kind of a layer, numbered as in the Network Structure Code (BlockQNN, CVPR 2018).
 */
export type LayerType = typeof LayerType[keyof typeof LayerType]
