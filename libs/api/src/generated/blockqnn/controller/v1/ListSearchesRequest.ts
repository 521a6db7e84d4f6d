// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of ListSearches.
 */
export interface ListSearchesRequestInput {
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize'?: (number);
  /**
   * next_page_token of the page before; empty for the first.
   */
  'pageToken'?: (string);
  /**
   * Deleted ones too.
   */
  'showDeleted'?: (boolean);
}

/**
 * Request of ListSearches.
 */
export interface ListSearchesRequest {
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize': (number);
  /**
   * next_page_token of the page before; empty for the first.
   */
  'pageToken': (string);
  /**
   * Deleted ones too.
   */
  'showDeleted': (boolean);
}
