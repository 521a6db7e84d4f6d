// Original file: proto/blockqnn/controller/v1/controller.proto

import type { TrialInput as _blockqnn_controller_v1_TrialInput, Trial as _blockqnn_controller_v1_Trial } from '../../../blockqnn/controller/v1/Trial.js';

/**
 * Response of SubmitReward.
 */
export interface SubmitRewardResponseInput {
  /**
   * The trial with its reward.
   */
  'trial'?: (_blockqnn_controller_v1_TrialInput | null);
  /**
   * Whether it is measured and no measured trial of the search has a higher reward.
   */
  'best'?: (boolean);
}

/**
 * Response of SubmitReward.
 */
export interface SubmitRewardResponse {
  /**
   * The trial with its reward.
   */
  'trial': (_blockqnn_controller_v1_Trial | null);
  /**
   * Whether it is measured and no measured trial of the search has a higher reward.
   */
  'best': (boolean);
}
