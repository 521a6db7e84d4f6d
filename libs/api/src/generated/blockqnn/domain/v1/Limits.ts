// Original file: proto/blockqnn/domain/v1/stack.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Upper bounds on what a network may cost. 0 means no bound.
 */
export interface LimitsInput {
  /**
   * Bound on Figures.flops.
   */
  'maxFlops'?: (number | string | Long);
  /**
   * Bound on Figures.parameters.
   */
  'maxParameters'?: (number | string | Long);
  /**
   * Bound on Figures.activation_bytes.
   */
  'maxActivationBytes'?: (number | string | Long);
}

/**
 * Upper bounds on what a network may cost. 0 means no bound.
 */
export interface Limits {
  /**
   * Bound on Figures.flops.
   */
  'maxFlops': (number);
  /**
   * Bound on Figures.parameters.
   */
  'maxParameters': (number);
  /**
   * Bound on Figures.activation_bytes.
   */
  'maxActivationBytes': (number);
}
