// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from '../../../blockqnn/controller/v1/Search.js';

/**
 * Response of GetSearch.
 */
export interface GetSearchResponseInput {
  /**
   * The search.
   */
  'search'?: (_blockqnn_controller_v1_SearchInput | null);
}

/**
 * Response of GetSearch.
 */
export interface GetSearchResponse {
  /**
   * The search.
   */
  'search': (_blockqnn_controller_v1_Search | null);
}
