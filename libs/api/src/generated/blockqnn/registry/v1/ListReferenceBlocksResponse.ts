// Original file: proto/blockqnn/registry/v1/registry.proto

import type { ReferenceBlockInput as _blockqnn_registry_v1_ReferenceBlockInput, ReferenceBlock as _blockqnn_registry_v1_ReferenceBlock } from '../../../blockqnn/registry/v1/ReferenceBlock.js';

/**
 * Response of ListReferenceBlocks.
 */
export interface ListReferenceBlocksResponseInput {
  /**
   * In the order in which the documentation has them.
   */
  'references'?: (_blockqnn_registry_v1_ReferenceBlockInput)[];
}

/**
 * Response of ListReferenceBlocks.
 */
export interface ListReferenceBlocksResponse {
  /**
   * In the order in which the documentation has them.
   */
  'references': (_blockqnn_registry_v1_ReferenceBlock)[];
}
