// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of ListEvaluations.
 */
export interface ListEvaluationsRequestInput {
  /**
   * "blocks/{block}", "searches/{search}", or empty for all.
   */
  'parent'?: (string);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize'?: (number);
  /**
   * next_page_token of the page before; empty for the first.
   */
  'pageToken'?: (string);
}

/**
 * Request of ListEvaluations.
 */
export interface ListEvaluationsRequest {
  /**
   * "blocks/{block}", "searches/{search}", or empty for all.
   */
  'parent': (string);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize': (number);
  /**
   * next_page_token of the page before; empty for the first.
   */
  'pageToken': (string);
}
