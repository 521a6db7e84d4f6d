// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from '../../../blockqnn/controller/v1/Search.js';

/**
 * Response of PauseSearch.
 */
export interface PauseSearchResponseInput {
  /**
   * The search as it is now.
   */
  'search'?: (_blockqnn_controller_v1_SearchInput | null);
}

/**
 * Response of PauseSearch.
 */
export interface PauseSearchResponse {
  /**
   * The search as it is now.
   */
  'search': (_blockqnn_controller_v1_Search | null);
}
