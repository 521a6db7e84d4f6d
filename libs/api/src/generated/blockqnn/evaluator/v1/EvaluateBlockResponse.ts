// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { EvaluationStartedInput as _blockqnn_evaluator_v1_EvaluationStartedInput, EvaluationStarted as _blockqnn_evaluator_v1_EvaluationStarted } from '../../../blockqnn/evaluator/v1/EvaluationStarted.js';
import type { EpochInput as _blockqnn_domain_v1_EpochInput, Epoch as _blockqnn_domain_v1_Epoch } from '../../../blockqnn/domain/v1/Epoch.js';
import type { MeasurementInput as _blockqnn_domain_v1_MeasurementInput, Measurement as _blockqnn_domain_v1_Measurement } from '../../../blockqnn/domain/v1/Measurement.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from '../../../blockqnn/domain/v1/Failure.js';

/**
 * Response of EvaluateBlock.
 */
export interface EvaluateBlockResponseInput {
  /**
   * The block is about to be trained. Comes first.
   */
  'started'?: (_blockqnn_evaluator_v1_EvaluationStartedInput | null);
  /**
   * An epoch ended.
   */
  'epoch'?: (_blockqnn_domain_v1_EpochInput | null);
  /**
   * The block was trained. Comes last.
   */
  'measurement'?: (_blockqnn_domain_v1_MeasurementInput | null);
  /**
   * The block could not be trained. Comes last.
   */
  'failure'?: (_blockqnn_domain_v1_FailureInput | null);
  /**
   * What happened.
   */
  'event'?: "started"|"epoch"|"measurement"|"failure";
}

/**
 * Response of EvaluateBlock.
 */
export interface EvaluateBlockResponse {
  /**
   * The block is about to be trained. Comes first.
   */
  'started'?: (_blockqnn_evaluator_v1_EvaluationStarted | null);
  /**
   * An epoch ended.
   */
  'epoch'?: (_blockqnn_domain_v1_Epoch | null);
  /**
   * The block was trained. Comes last.
   */
  'measurement'?: (_blockqnn_domain_v1_Measurement | null);
  /**
   * The block could not be trained. Comes last.
   */
  'failure'?: (_blockqnn_domain_v1_Failure | null);
  /**
   * What happened.
   */
  'event'?: "started"|"epoch"|"measurement"|"failure";
}
