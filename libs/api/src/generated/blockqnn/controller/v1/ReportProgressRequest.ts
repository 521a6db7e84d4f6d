// Original file: proto/blockqnn/controller/v1/controller.proto

import type { EpochInput as _blockqnn_domain_v1_EpochInput, Epoch as _blockqnn_domain_v1_Epoch } from '../../../blockqnn/domain/v1/Epoch.js';

/**
 * Request of ReportProgress.
 */
export interface ReportProgressRequestInput {
  /**
   * Resource name of the trial.
   */
  'trial'?: (string);
  /**
   * Token of the lease.
   */
  'leaseToken'?: (string);
  /**
   * Epochs that ended since the last report; empty just extends the lease. An epoch that was
   * reported before is replaced.
   */
  'epochs'?: (_blockqnn_domain_v1_EpochInput)[];
}

/**
 * Request of ReportProgress.
 */
export interface ReportProgressRequest {
  /**
   * Resource name of the trial.
   */
  'trial': (string);
  /**
   * Token of the lease.
   */
  'leaseToken': (string);
  /**
   * Epochs that ended since the last report; empty just extends the lease. An epoch that was
   * reported before is replaced.
   */
  'epochs': (_blockqnn_domain_v1_Epoch)[];
}
