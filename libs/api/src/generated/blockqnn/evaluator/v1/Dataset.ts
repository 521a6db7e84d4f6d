// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { ImageShapeInput as _blockqnn_domain_v1_ImageShapeInput, ImageShape as _blockqnn_domain_v1_ImageShape } from '../../../blockqnn/domain/v1/ImageShape.js';

/**
 * An image set.
 */
export interface DatasetInput {
  /**
   * Name, as used in searches.
   */
  'name'?: (string);
  /**
   * Shape of an image.
   */
  'shape'?: (_blockqnn_domain_v1_ImageShapeInput | null);
  /**
   * Number of classes.
   */
  'classes'?: (number);
}

/**
 * An image set.
 */
export interface Dataset {
  /**
   * Name, as used in searches.
   */
  'name': (string);
  /**
   * Shape of an image.
   */
  'shape': (_blockqnn_domain_v1_ImageShape | null);
  /**
   * Number of classes.
   */
  'classes': (number);
}
