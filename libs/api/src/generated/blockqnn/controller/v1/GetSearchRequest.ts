// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of GetSearch.
 */
export interface GetSearchRequestInput {
  /**
   * "searches/{search}".
   */
  'name'?: (string);
}

/**
 * Request of GetSearch.
 */
export interface GetSearchRequest {
  /**
   * "searches/{search}".
   */
  'name': (string);
}
