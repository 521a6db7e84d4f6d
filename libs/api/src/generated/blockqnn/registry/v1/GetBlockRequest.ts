// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of GetBlock.
 */
export interface GetBlockRequestInput {
  /**
   * "blocks/{block}".
   */
  'name'?: (string);
}

/**
 * Request of GetBlock.
 */
export interface GetBlockRequest {
  /**
   * "blocks/{block}".
   */
  'name': (string);
}
