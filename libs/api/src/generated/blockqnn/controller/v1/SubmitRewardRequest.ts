// Original file: proto/blockqnn/controller/v1/controller.proto

import type { MeasurementInput as _blockqnn_domain_v1_MeasurementInput, Measurement as _blockqnn_domain_v1_Measurement } from '../../../blockqnn/domain/v1/Measurement.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from '../../../blockqnn/domain/v1/Failure.js';

/**
 * Request of SubmitReward.
 */
export interface SubmitRewardRequestInput {
  /**
   * Resource name of the trial.
   */
  'trial'?: (string);
  /**
   * Token of the lease.
   */
  'leaseToken'?: (string);
  /**
   * The block was trained.
   */
  'measurement'?: (_blockqnn_domain_v1_MeasurementInput | null);
  /**
   * The block could not be trained. CRASHED is a matter for AbandonTrial and refused here.
   */
  'failure'?: (_blockqnn_domain_v1_FailureInput | null);
  /**
   * The result. Exactly one is required.
   */
  'outcome'?: "measurement"|"failure";
}

/**
 * Request of SubmitReward.
 */
export interface SubmitRewardRequest {
  /**
   * Resource name of the trial.
   */
  'trial': (string);
  /**
   * Token of the lease.
   */
  'leaseToken': (string);
  /**
   * The block was trained.
   */
  'measurement'?: (_blockqnn_domain_v1_Measurement | null);
  /**
   * The block could not be trained. CRASHED is a matter for AbandonTrial and refused here.
   */
  'failure'?: (_blockqnn_domain_v1_Failure | null);
  /**
   * The result. Exactly one is required.
   */
  'outcome'?: "measurement"|"failure";
}
