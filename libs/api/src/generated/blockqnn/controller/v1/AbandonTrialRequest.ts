// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Request of AbandonTrial.
 */
export interface AbandonTrialRequestInput {
  /**
   * Resource name of the trial.
   */
  'trial'?: (string);
  /**
   * Token of the lease.
   */
  'leaseToken'?: (string);
  /**
   * Why; at most 1,000 characters.
   */
  'reason'?: (string);
}

/**
 * Request of AbandonTrial.
 */
export interface AbandonTrialRequest {
  /**
   * Resource name of the trial.
   */
  'trial': (string);
  /**
   * Token of the lease.
   */
  'leaseToken': (string);
  /**
   * Why; at most 1,000 characters.
   */
  'reason': (string);
}
