// Original file: proto/blockqnn/domain/v1/stack.proto

import type { Long } from '@grpc/proto-loader';

/**
 * What a network costs. All of it follows from block and stack; nothing is measured.
 */
export interface FiguresInput {
  /**
   * Floating-point operations of one forward pass of one image: two per multiply-add of every
   * convolution and dense layer.
   */
  'flops'?: (number | string | Long);
  /**
   * Trainable weights.
   */
  'parameters'?: (number | string | Long);
  /**
   * Bytes of all intermediate results of one image in float32.
   */
  'activationBytes'?: (number | string | Long);
}

/**
 * What a network costs. All of it follows from block and stack; nothing is measured.
 */
export interface Figures {
  /**
   * Floating-point operations of one forward pass of one image: two per multiply-add of every
   * convolution and dense layer.
   */
  'flops': (number);
  /**
   * Trainable weights.
   */
  'parameters': (number);
  /**
   * Bytes of all intermediate results of one image in float32.
   */
  'activationBytes': (number);
}
