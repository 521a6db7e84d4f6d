// Original file: proto/blockqnn/registry/v1/registry.proto

import type { BlockSummaryInput as _blockqnn_registry_v1_BlockSummaryInput, BlockSummary as _blockqnn_registry_v1_BlockSummary } from '../../../blockqnn/registry/v1/BlockSummary.js';

/**
 * Response of QueryBlocks.
 */
export interface QueryBlocksResponseInput {
  /**
   * In the order asked for.
   */
  'blocks'?: (_blockqnn_registry_v1_BlockSummaryInput)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of QueryBlocks.
 */
export interface QueryBlocksResponse {
  /**
   * In the order asked for.
   */
  'blocks': (_blockqnn_registry_v1_BlockSummary)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken': (string);
}
