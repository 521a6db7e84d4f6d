// Original file: proto/blockqnn/registry/v1/registry.proto

import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';

/**
 * Request of ListReferenceBlocks.
 */
export interface ListReferenceBlocksRequestInput {
  /**
   * What to compute the figures in. Unset: the CIFAR stack for 32x32 images of 3 channels, 10 classes.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * Which evaluations count, as in QueryBlocks.
   */
  'filter'?: (string);
}

/**
 * Request of ListReferenceBlocks.
 */
export interface ListReferenceBlocksRequest {
  /**
   * What to compute the figures in. Unset: the CIFAR stack for 32x32 images of 3 channels, 10 classes.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * Which evaluations count, as in QueryBlocks.
   */
  'filter': (string);
}
