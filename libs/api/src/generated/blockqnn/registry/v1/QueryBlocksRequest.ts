// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of QueryBlocks.
 */
export interface QueryBlocksRequestInput {
  /**
   * AIP-160 subset: comparisons joined by AND, for instance
   * 'dataset = "cifar10" AND accuracy >= 0.8 AND parameters < 2000000'.
   * Fields: search, dataset, block, worker (= and !=); accuracy, reward, flops, parameters,
   * activation_bytes, density (also <, <=, >, >=). Only measured evaluations match. At most 2,000
   * characters.
   */
  'filter'?: (string);
  /**
   * AIP-132: "reward desc" (the default), "accuracy desc", "flops", "parameters asc".
   */
  'orderBy'?: (string);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize'?: (number);
  /**
   * next_page_token of the page before, with the same filter and order; empty for the first.
   */
  'pageToken'?: (string);
}

/**
 * Request of QueryBlocks.
 */
export interface QueryBlocksRequest {
  /**
   * AIP-160 subset: comparisons joined by AND, for instance
   * 'dataset = "cifar10" AND accuracy >= 0.8 AND parameters < 2000000'.
   * Fields: search, dataset, block, worker (= and !=); accuracy, reward, flops, parameters,
   * activation_bytes, density (also <, <=, >, >=). Only measured evaluations match. At most 2,000
   * characters.
   */
  'filter': (string);
  /**
   * AIP-132: "reward desc" (the default), "accuracy desc", "flops", "parameters asc".
   */
  'orderBy': (string);
  /**
   * At most this many, 0 to 1,000; 0 means 50.
   */
  'pageSize': (number);
  /**
   * next_page_token of the page before, with the same filter and order; empty for the first.
   */
  'pageToken': (string);
}
