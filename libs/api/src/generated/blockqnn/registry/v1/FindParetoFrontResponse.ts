// Original file: proto/blockqnn/registry/v1/registry.proto

import type { BlockSummaryInput as _blockqnn_registry_v1_BlockSummaryInput, BlockSummary as _blockqnn_registry_v1_BlockSummary } from '../../../blockqnn/registry/v1/BlockSummary.js';

/**
 * Response of FindParetoFront.
 */
export interface FindParetoFrontResponseInput {
  /**
   * One for each measured evaluation under the filter to which no other one is at least equal in all
   * figures and better in one: best_evaluation is that one. A block can be there with several. Equal in
   * all figures, evaluations of different blocks are all there, and of one block the one of the highest
   * reward, then the earliest. In the order of the figures, the best of the first one first; equal ones in
   * order of block.
   */
  'blocks'?: (_blockqnn_registry_v1_BlockSummaryInput)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken'?: (string);
  /**
   * On all pages together.
   */
  'totalSize'?: (number);
}

/**
 * Response of FindParetoFront.
 */
export interface FindParetoFrontResponse {
  /**
   * One for each measured evaluation under the filter to which no other one is at least equal in all
   * figures and better in one: best_evaluation is that one. A block can be there with several. Equal in
   * all figures, evaluations of different blocks are all there, and of one block the one of the highest
   * reward, then the earliest. In the order of the figures, the best of the first one first; equal ones in
   * order of block.
   */
  'blocks': (_blockqnn_registry_v1_BlockSummary)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken': (string);
  /**
   * On all pages together.
   */
  'totalSize': (number);
}
