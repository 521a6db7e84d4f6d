// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of RequestBlocks.
 */
export interface RequestBlocksRequestInput {
  /**
   * "searches/{search}", or "searches/-" for any running search.
   */
  'search'?: (string);
  /**
   * Blocks wanted; 1 to 100.
   */
  'count'?: (number);
  /**
   * What the caller calls itself; 1 to 100 characters.
   */
  'worker'?: (string);
  /**
   * With "searches/-": only searches on these datasets, without options ("cifar10"). Empty: on any.
   */
  'datasets'?: (string)[];
  /**
   * Makes retries safe (AIP-155): a second request of the same id returns the blocks of the first
   * as long as their leases hold. At most 100 printable characters; empty means none.
   */
  'requestId'?: (string);
}

/**
 * Request of RequestBlocks.
 */
export interface RequestBlocksRequest {
  /**
   * "searches/{search}", or "searches/-" for any running search.
   */
  'search': (string);
  /**
   * Blocks wanted; 1 to 100.
   */
  'count': (number);
  /**
   * What the caller calls itself; 1 to 100 characters.
   */
  'worker': (string);
  /**
   * With "searches/-": only searches on these datasets, without options ("cifar10"). Empty: on any.
   */
  'datasets': (string)[];
  /**
   * Makes retries safe (AIP-155): a second request of the same id returns the blocks of the first
   * as long as their leases hold. At most 100 printable characters; empty means none.
   */
  'requestId': (string);
}
