// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of FindNearestBlocks.
 */
export interface FindNearestBlocksRequestInput {
  /**
   * "blocks/{block}", of an evaluated block or a reference block. Just one of name and nsc is set.
   */
  'name'?: (string);
  /**
   * Code of any block, for instance "conv3@0,conv3@1,add@2+0". At most 4,096 characters.
   */
  'nsc'?: (string);
  /**
   * As in QueryBlocks.
   */
  'filter'?: (string);
  /**
   * At most this many, 0 to 100; 0 means 10.
   */
  'count'?: (number);
}

/**
 * Request of FindNearestBlocks.
 */
export interface FindNearestBlocksRequest {
  /**
   * "blocks/{block}", of an evaluated block or a reference block. Just one of name and nsc is set.
   */
  'name': (string);
  /**
   * Code of any block, for instance "conv3@0,conv3@1,add@2+0". At most 4,096 characters.
   */
  'nsc': (string);
  /**
   * As in QueryBlocks.
   */
  'filter': (string);
  /**
   * At most this many, 0 to 100; 0 means 10.
   */
  'count': (number);
}
