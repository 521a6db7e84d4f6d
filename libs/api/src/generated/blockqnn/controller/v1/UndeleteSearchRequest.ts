// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of UndeleteSearch.
 */
export interface UndeleteSearchRequestInput {
  /**
   * "searches/{search}".
   */
  'name'?: (string);
}

/**
 * Request of UndeleteSearch.
 */
export interface UndeleteSearchRequest {
  /**
   * "searches/{search}".
   */
  'name': (string);
}
