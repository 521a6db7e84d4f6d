// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from '../../../blockqnn/controller/v1/Search.js';

/**
 * Response of ListSearches.
 */
export interface ListSearchesResponseInput {
  /**
   * Newest first.
   */
  'searches'?: (_blockqnn_controller_v1_SearchInput)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListSearches.
 */
export interface ListSearchesResponse {
  /**
   * Newest first.
   */
  'searches': (_blockqnn_controller_v1_Search)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken': (string);
}
