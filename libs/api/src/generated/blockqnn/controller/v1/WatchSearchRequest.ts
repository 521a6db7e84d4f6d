// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of WatchSearch.
 */
export interface WatchSearchRequestInput {
  /**
   * "searches/{search}".
   */
  'name'?: (string);
}

/**
 * Request of WatchSearch.
 */
export interface WatchSearchRequest {
  /**
   * "searches/{search}".
   */
  'name': (string);
}
