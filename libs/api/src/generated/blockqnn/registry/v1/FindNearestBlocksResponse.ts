// Original file: proto/blockqnn/registry/v1/registry.proto

import type { NearBlockInput as _blockqnn_registry_v1_NearBlockInput, NearBlock as _blockqnn_registry_v1_NearBlock } from '../../../blockqnn/registry/v1/NearBlock.js';

/**
 * Response of FindNearestBlocks.
 */
export interface FindNearestBlocksResponseInput {
  /**
   * The nearest first; equally near ones in order of block. The block itself is not among them.
   */
  'neighbours'?: (_blockqnn_registry_v1_NearBlockInput)[];
}

/**
 * Response of FindNearestBlocks.
 */
export interface FindNearestBlocksResponse {
  /**
   * The nearest first; equally near ones in order of block. The block itself is not among them.
   */
  'neighbours': (_blockqnn_registry_v1_NearBlock)[];
}
