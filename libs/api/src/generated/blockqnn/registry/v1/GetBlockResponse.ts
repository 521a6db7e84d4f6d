// Original file: proto/blockqnn/registry/v1/registry.proto

import type { BlockSummaryInput as _blockqnn_registry_v1_BlockSummaryInput, BlockSummary as _blockqnn_registry_v1_BlockSummary } from '../../../blockqnn/registry/v1/BlockSummary.js';

/**
 * Response of GetBlock.
 */
export interface GetBlockResponseInput {
  /**
   * The block; its best evaluation is the one of the highest reward.
   */
  'summary'?: (_blockqnn_registry_v1_BlockSummaryInput | null);
  /**
   * Drawing of the block's graph for a terminal.
   */
  'drawing'?: (string);
  /**
   * The graph in Graphviz form.
   */
  'dot'?: (string);
}

/**
 * Response of GetBlock.
 */
export interface GetBlockResponse {
  /**
   * The block; its best evaluation is the one of the highest reward.
   */
  'summary': (_blockqnn_registry_v1_BlockSummary | null);
  /**
   * Drawing of the block's graph for a terminal.
   */
  'drawing': (string);
  /**
   * The graph in Graphviz form.
   */
  'dot': (string);
}
