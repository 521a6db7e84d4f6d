// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of DeleteSearch.
 */
export interface DeleteSearchRequestInput {
  /**
   * "searches/{search}".
   */
  'name'?: (string);
}

/**
 * Request of DeleteSearch.
 */
export interface DeleteSearchRequest {
  /**
   * "searches/{search}".
   */
  'name': (string);
}
