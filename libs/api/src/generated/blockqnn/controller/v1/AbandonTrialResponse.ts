// Original file: proto/blockqnn/controller/v1/controller.proto

import type { TrialInput as _blockqnn_controller_v1_TrialInput, Trial as _blockqnn_controller_v1_Trial } from '../../../blockqnn/controller/v1/Trial.js';

/**
 * Response of AbandonTrial.
 */
export interface AbandonTrialResponseInput {
  /**
   * The trial as it is now.
   */
  'trial'?: (_blockqnn_controller_v1_TrialInput | null);
}

/**
 * Response of AbandonTrial.
 */
export interface AbandonTrialResponse {
  /**
   * The trial as it is now.
   */
  'trial': (_blockqnn_controller_v1_Trial | null);
}
