// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from '../../../blockqnn/controller/v1/Search.js';

/**
 * Response of CloneSearch.
 */
export interface CloneSearchResponseInput {
  /**
   * The new search.
   */
  'search'?: (_blockqnn_controller_v1_SearchInput | null);
}

/**
 * Response of CloneSearch.
 */
export interface CloneSearchResponse {
  /**
   * The new search.
   */
  'search': (_blockqnn_controller_v1_Search | null);
}
