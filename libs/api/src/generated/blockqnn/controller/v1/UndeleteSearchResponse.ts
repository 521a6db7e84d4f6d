// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from '../../../blockqnn/controller/v1/Search.js';

/**
 * Response of UndeleteSearch.
 */
export interface UndeleteSearchResponseInput {
  /**
   * The search as it is now.
   */
  'search'?: (_blockqnn_controller_v1_SearchInput | null);
}

/**
 * Response of UndeleteSearch.
 */
export interface UndeleteSearchResponse {
  /**
   * The search as it is now.
   */
  'search': (_blockqnn_controller_v1_Search | null);
}
