// Original file: proto/blockqnn/domain/v1/stack.proto

import type { ImageShapeInput as _blockqnn_domain_v1_ImageShapeInput, ImageShape as _blockqnn_domain_v1_ImageShape } from '../../../blockqnn/domain/v1/ImageShape.js';
import type { StemInput as _blockqnn_domain_v1_StemInput, Stem as _blockqnn_domain_v1_Stem } from '../../../blockqnn/domain/v1/Stem.js';
import type { StageInput as _blockqnn_domain_v1_StageInput, Stage as _blockqnn_domain_v1_Stage } from '../../../blockqnn/domain/v1/Stage.js';

/**
 * How a block is repeated into a whole network: stem, [block x repeats] per stage with a 2x2
 * down-sampling between stages, global average pooling, dense softmax.
 */
export interface StackInput {
  /**
   * Shape of one input image.
   */
  'input'?: (_blockqnn_domain_v1_ImageShapeInput | null);
  /**
   * What comes before the first block.
   */
  'stem'?: (_blockqnn_domain_v1_StemInput | null);
  /**
   * The stages in order; 1 to 8 of them.
   */
  'stages'?: (_blockqnn_domain_v1_StageInput)[];
  /**
   * Classes to tell apart; 2 to 100,000.
   */
  'classes'?: (number);
}

/**
 * How a block is repeated into a whole network: stem, [block x repeats] per stage with a 2x2
 * down-sampling between stages, global average pooling, dense softmax.
 */
export interface Stack {
  /**
   * Shape of one input image.
   */
  'input': (_blockqnn_domain_v1_ImageShape | null);
  /**
   * What comes before the first block.
   */
  'stem': (_blockqnn_domain_v1_Stem | null);
  /**
   * The stages in order; 1 to 8 of them.
   */
  'stages': (_blockqnn_domain_v1_Stage)[];
  /**
   * Classes to tell apart; 2 to 100,000.
   */
  'classes': (number);
}
