// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of FindParetoFront.
 */
export interface FindParetoFrontRequestInput {
  /**
   * As in QueryBlocks.
   */
  'filter'?: (string);
  /**
   * Two or three figures separated by commas, each with "desc" where more is better or "asc" where less
   * is. Unsaid, more accuracy and reward are better, and less of everything else. Empty means
   * "accuracy, parameters". At most 200 characters.
   */
  'figures'?: (string);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize'?: (number);
  /**
   * next_page_token of the page before, with the same filter and figures; empty for the first.
   * Evaluations that came in after the first page do not count on later ones.
   */
  'pageToken'?: (string);
}

/**
 * Request of FindParetoFront.
 */
export interface FindParetoFrontRequest {
  /**
   * As in QueryBlocks.
   */
  'filter': (string);
  /**
   * Two or three figures separated by commas, each with "desc" where more is better or "asc" where less
   * is. Unsaid, more accuracy and reward are better, and less of everything else. Empty means
   * "accuracy, parameters". At most 200 characters.
   */
  'figures': (string);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize': (number);
  /**
   * next_page_token of the page before, with the same filter and figures; empty for the first.
   * Evaluations that came in after the first page do not count on later ones.
   */
  'pageToken': (string);
}
