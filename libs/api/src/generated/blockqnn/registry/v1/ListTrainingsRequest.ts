// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of ListTrainings.
 */
export interface ListTrainingsRequestInput {
  /**
   * "blocks/{block}", or empty for those of all blocks.
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
 * Request of ListTrainings.
 */
export interface ListTrainingsRequest {
  /**
   * "blocks/{block}", or empty for those of all blocks.
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
