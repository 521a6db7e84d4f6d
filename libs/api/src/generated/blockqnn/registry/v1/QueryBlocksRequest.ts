// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of QueryBlocks.
 */
export interface QueryBlocksRequestInput {
  /**
   * AIP-160: comparisons joined by AND, OR and NOT, with parentheses; OR binds tighter than AND. For
   * instance 'dataset = "cifar10*" AND accuracy >= 0.8 AND NOT (flops > 5e7 OR layers > 12)'.
   * Text fields: search, dataset, block, worker, strategy (=, != and :, with * for any characters).
   * Figures: accuracy, reward, flops, parameters, activation_bytes, density, layers, trial, attempt,
   * duration ("1.5s"), complete_time (RFC 3339), with = != < <= > >=. A block is there if a measured
   * evaluation of it matches. At most 2,000 characters, parentheses nested at most 20 deep.
   */
  'filter'?: (string);
  /**
   * AIP-132: figures separated by commas, each with "asc" (the default) or "desc"; for instance
   * "accuracy desc, parameters". Empty means "reward desc". At most 200 characters.
   */
  'orderBy'?: (string);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize'?: (number);
  /**
   * next_page_token of the page before, with the same filter and order; empty for the first. Evaluations
   * that came in after the first page do not count on later ones.
   */
  'pageToken'?: (string);
}

/**
 * Request of QueryBlocks.
 */
export interface QueryBlocksRequest {
  /**
   * AIP-160: comparisons joined by AND, OR and NOT, with parentheses; OR binds tighter than AND. For
   * instance 'dataset = "cifar10*" AND accuracy >= 0.8 AND NOT (flops > 5e7 OR layers > 12)'.
   * Text fields: search, dataset, block, worker, strategy (=, != and :, with * for any characters).
   * Figures: accuracy, reward, flops, parameters, activation_bytes, density, layers, trial, attempt,
   * duration ("1.5s"), complete_time (RFC 3339), with = != < <= > >=. A block is there if a measured
   * evaluation of it matches. At most 2,000 characters, parentheses nested at most 20 deep.
   */
  'filter': (string);
  /**
   * AIP-132: figures separated by commas, each with "asc" (the default) or "desc"; for instance
   * "accuracy desc, parameters". Empty means "reward desc". At most 200 characters.
   */
  'orderBy': (string);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize': (number);
  /**
   * next_page_token of the page before, with the same filter and order; empty for the first. Evaluations
   * that came in after the first page do not count on later ones.
   */
  'pageToken': (string);
}
