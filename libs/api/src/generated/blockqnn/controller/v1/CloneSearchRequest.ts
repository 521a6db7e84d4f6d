// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchSpecInput as _blockqnn_controller_v1_SearchSpecInput, SearchSpec as _blockqnn_controller_v1_SearchSpec } from '../../../blockqnn/controller/v1/SearchSpec.js';

/**
 * Request of CloneSearch.
 */
export interface CloneSearchRequestInput {
  /**
   * The search to clone, "searches/{search}".
   */
  'source'?: (string);
  /**
   * What the clone shall search for. Dataset, stack, recipe and reward weights have to be those of the
   * source, or left out. Unset: all as in the source.
   */
  'spec'?: (_blockqnn_controller_v1_SearchSpecInput | null);
  /**
   * As in CreateSearch.
   */
  'requestId'?: (string);
}

/**
 * Request of CloneSearch.
 */
export interface CloneSearchRequest {
  /**
   * The search to clone, "searches/{search}".
   */
  'source': (string);
  /**
   * What the clone shall search for. Dataset, stack, recipe and reward weights have to be those of the
   * source, or left out. Unset: all as in the source.
   */
  'spec': (_blockqnn_controller_v1_SearchSpec | null);
  /**
   * As in CreateSearch.
   */
  'requestId': (string);
}
