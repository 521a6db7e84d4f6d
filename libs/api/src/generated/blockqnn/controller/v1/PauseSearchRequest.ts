// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of PauseSearch.
 */
export interface PauseSearchRequestInput {
  /**
   * "searches/{search}".
   */
  'name'?: (string);
}

/**
 * Request of PauseSearch.
 */
export interface PauseSearchRequest {
  /**
   * "searches/{search}".
   */
  'name': (string);
}
