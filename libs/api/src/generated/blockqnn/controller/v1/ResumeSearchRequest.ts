// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of ResumeSearch.
 */
export interface ResumeSearchRequestInput {
  /**
   * "searches/{search}".
   */
  'name'?: (string);
}

/**
 * Request of ResumeSearch.
 */
export interface ResumeSearchRequest {
  /**
   * "searches/{search}".
   */
  'name': (string);
}
