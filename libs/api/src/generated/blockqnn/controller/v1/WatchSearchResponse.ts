// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchInput as _blockqnn_controller_v1_SearchInput, Search as _blockqnn_controller_v1_Search } from '../../../blockqnn/controller/v1/Search.js';
import type { TrialInput as _blockqnn_controller_v1_TrialInput, Trial as _blockqnn_controller_v1_Trial } from '../../../blockqnn/controller/v1/Trial.js';

/**
 * Response of WatchSearch.
 */
export interface WatchSearchResponseInput {
  /**
   * The search: counters, state or best trial.
   */
  'search'?: (_blockqnn_controller_v1_SearchInput | null);
  /**
   * A trial: handed out, an epoch further, or completed.
   */
  'trial'?: (_blockqnn_controller_v1_TrialInput | null);
  /**
   * What changed.
   */
  'change'?: "search"|"trial";
}

/**
 * Response of WatchSearch.
 */
export interface WatchSearchResponse {
  /**
   * The search: counters, state or best trial.
   */
  'search'?: (_blockqnn_controller_v1_Search | null);
  /**
   * A trial: handed out, an epoch further, or completed.
   */
  'trial'?: (_blockqnn_controller_v1_Trial | null);
  /**
   * What changed.
   */
  'change'?: "search"|"trial";
}
