// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from '../../../blockqnn/controller/v1/Search.js';

/**
 * Response of CreateSearch.
 */
export interface CreateSearchResponseInput {
  /**
   * The new search.
   */
  'search'?: (_blockqnn_controller_v1_SearchInput | null);
}

/**
 * Response of CreateSearch.
 */
export interface CreateSearchResponse {
  /**
   * The new search.
   */
  'search': (_blockqnn_controller_v1_Search | null);
}
