// Original file: proto/blockqnn/registry/v1/registry.proto

import type { MeritInput as _blockqnn_registry_v1_MeritInput, Merit as _blockqnn_registry_v1_Merit } from '../../../blockqnn/registry/v1/Merit.js';

/**
 * Request of AnalyzeBlocks.
 */
export interface AnalyzeBlocksRequestInput {
  /**
   * As in QueryBlocks; only measured evaluations match.
   */
  'filter'?: (string);
  /**
   * Which blocks are the top: this share of all, rounded up to whole blocks; above 0, at most 1. 0
   * means 0.1.
   */
  'topShare'?: (number | string);
  /**
   * By what the top is chosen. Equal ones: the smaller block id first.
   */
  'merit'?: (_blockqnn_registry_v1_MeritInput);
  /**
   * Traits that fewer blocks have are left out and tested by nobody; 0 to 1,000,000. 0 means 10.
   */
  'minimumCount'?: (number);
}

/**
 * Request of AnalyzeBlocks.
 */
export interface AnalyzeBlocksRequest {
  /**
   * As in QueryBlocks; only measured evaluations match.
   */
  'filter': (string);
  /**
   * Which blocks are the top: this share of all, rounded up to whole blocks; above 0, at most 1. 0
   * means 0.1.
   */
  'topShare': (number);
  /**
   * By what the top is chosen. Equal ones: the smaller block id first.
   */
  'merit': (_blockqnn_registry_v1_Merit);
  /**
   * Traits that fewer blocks have are left out and tested by nobody; 0 to 1,000,000. 0 means 10.
   */
  'minimumCount': (number);
}
