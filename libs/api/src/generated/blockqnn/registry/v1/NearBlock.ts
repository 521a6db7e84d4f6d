// Original file: proto/blockqnn/registry/v1/registry.proto

import type { BlockSummaryInput as _blockqnn_registry_v1_BlockSummaryInput, BlockSummary as _blockqnn_registry_v1_BlockSummary } from '../../../blockqnn/registry/v1/BlockSummary.js';

/**
 * A block that is like another one.
 */
export interface NearBlockInput {
  /**
   * The block; its best evaluation is the one of the highest reward under the filter.
   */
  'summary'?: (_blockqnn_registry_v1_BlockSummaryInput | null);
  /**
   * How far it is from the block asked for, in changes of layers and links: a multiple of 0.5, at
   * least 0.5. A metric; docs/nsc.md defines it.
   */
  'distance'?: (number | string);
}

/**
 * A block that is like another one.
 */
export interface NearBlock {
  /**
   * The block; its best evaluation is the one of the highest reward under the filter.
   */
  'summary': (_blockqnn_registry_v1_BlockSummary | null);
  /**
   * How far it is from the block asked for, in changes of layers and links: a multiple of 0.5, at
   * least 0.5. A metric; docs/nsc.md defines it.
   */
  'distance': (number);
}
