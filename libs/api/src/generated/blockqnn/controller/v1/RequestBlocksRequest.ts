// Original file: proto/blockqnn/controller/v1/controller.proto

import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';

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
  /**
   * How long the call may wait for a block; 0 to 10 min. Unset: not at all. Give the call a deadline
   * that is later.
   */
  'wait'?: (_google_protobuf_DurationInput | null);
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
  /**
   * How long the call may wait for a block; 0 to 10 min. Unset: not at all. Give the call a deadline
   * that is later.
   */
  'wait': (_google_protobuf_Duration | null);
}
