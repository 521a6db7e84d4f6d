// Original file: proto/blockqnn/domain/v1/evaluation.proto

import type { FailureReasonInput as _blockqnn_domain_v1_FailureReasonInput, FailureReason as _blockqnn_domain_v1_FailureReason } from '../../../blockqnn/domain/v1/FailureReason.js';

/**
 * A result that is not a measurement.
 */
export interface FailureInput {
  /**
   * What went wrong.
   */
  'reason'?: (_blockqnn_domain_v1_FailureReasonInput);
  /**
   * For people; at most 1,000 characters.
   */
  'message'?: (string);
}

/**
 * A result that is not a measurement.
 */
export interface Failure {
  /**
   * What went wrong.
   */
  'reason': (_blockqnn_domain_v1_FailureReason);
  /**
   * For people; at most 1,000 characters.
   */
  'message': (string);
}
