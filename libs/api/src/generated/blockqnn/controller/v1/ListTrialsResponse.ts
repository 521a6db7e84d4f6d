// Original file: proto/blockqnn/controller/v1/controller.proto

import type { TrialInput as _blockqnn_controller_v1_TrialInput, Trial as _blockqnn_controller_v1_Trial } from '../../../blockqnn/controller/v1/Trial.js';

/**
 * Response of ListTrials.
 */
export interface ListTrialsResponseInput {
  /**
   * In the order they were made.
   */
  'trials'?: (_blockqnn_controller_v1_TrialInput)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListTrials.
 */
export interface ListTrialsResponse {
  /**
   * In the order they were made.
   */
  'trials': (_blockqnn_controller_v1_Trial)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken': (string);
}
