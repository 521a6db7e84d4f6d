// Original file: proto/blockqnn/domain/v1/stack.proto


/**
 * Shape of an image.
 */
export interface ImageShapeInput {
  /**
   * Pixels; 4 to 1,024.
   */
  'height'?: (number);
  /**
   * Pixels; 4 to 1,024.
   */
  'width'?: (number);
  /**
   * Colour channels; 1 to 4.
   */
  'channels'?: (number);
}

/**
 * Shape of an image.
 */
export interface ImageShape {
  /**
   * Pixels; 4 to 1,024.
   */
  'height': (number);
  /**
   * Pixels; 4 to 1,024.
   */
  'width': (number);
  /**
   * Colour channels; 1 to 4.
   */
  'channels': (number);
}
