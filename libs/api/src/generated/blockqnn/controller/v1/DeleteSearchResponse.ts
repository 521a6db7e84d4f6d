// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from '../../../blockqnn/controller/v1/Search.js';

/**
 * Response of DeleteSearch.
 */
export interface DeleteSearchResponseInput {
  /**
   * The search as it is now.
   */
  'search'?: (_blockqnn_controller_v1_SearchInput | null);
}

/**
 * Response of DeleteSearch.
 */
export interface DeleteSearchResponse {
  /**
   * The search as it is now.
   */
  'search': (_blockqnn_controller_v1_Search | null);
}
