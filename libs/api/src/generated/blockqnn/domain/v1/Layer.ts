// Original file: proto/blockqnn/domain/v1/block.proto

import type { LayerTypeInput as _blockqnn_domain_v1_LayerTypeInput, LayerType as _blockqnn_domain_v1_LayerType } from '../../../blockqnn/domain/v1/LayerType.js';

/**
 * One layer of a block: the NSC 5-tuple.
 */
export interface LayerInput {
  /**
   * Position in the block, counted from 1 without gaps.
   */
  'index'?: (number);
  /**
   * What the layer does.
   */
  'type'?: (_blockqnn_domain_v1_LayerTypeInput);
  /**
   * Kernel size in pixels; 0 where the type has none.
   */
  'kernel'?: (number);
  /**
   * First predecessor: 0 is the block's input, otherwise a smaller index.
   */
  'pred1'?: (number);
  /**
   * Second predecessor of add and concat; 0 otherwise.
   */
  'pred2'?: (number);
}

/**
 * One layer of a block: the NSC 5-tuple.
 */
export interface Layer {
  /**
   * Position in the block, counted from 1 without gaps.
   */
  'index': (number);
  /**
   * What the layer does.
   */
  'type': (_blockqnn_domain_v1_LayerType);
  /**
   * Kernel size in pixels; 0 where the type has none.
   */
  'kernel': (number);
  /**
   * First predecessor: 0 is the block's input, otherwise a smaller index.
   */
  'pred1': (number);
  /**
   * Second predecessor of add and concat; 0 otherwise.
   */
  'pred2': (number);
}
