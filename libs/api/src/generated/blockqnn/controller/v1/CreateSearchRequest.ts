// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchSpecInput as _blockqnn_controller_v1_SearchSpecInput, SearchSpec as _blockqnn_controller_v1_SearchSpec } from '../../../blockqnn/controller/v1/SearchSpec.js';

/**
 * Request of CreateSearch.
 */
export interface CreateSearchRequestInput {
  /**
   * What to search.
   */
  'spec'?: (_blockqnn_controller_v1_SearchSpecInput | null);
  /**
   * Makes retries safe (AIP-155): a second request of the same id returns the first one's search.
   * At most 100 printable characters; empty means none.
   */
  'requestId'?: (string);
}

/**
 * Request of CreateSearch.
 */
export interface CreateSearchRequest {
  /**
   * What to search.
   */
  'spec': (_blockqnn_controller_v1_SearchSpec | null);
  /**
   * Makes retries safe (AIP-155): a second request of the same id returns the first one's search.
   * At most 100 printable characters; empty means none.
   */
  'requestId': (string);
}
