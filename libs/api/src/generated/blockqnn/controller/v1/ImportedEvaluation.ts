// Original file: proto/blockqnn/controller/v1/controller.proto

import type { MeasurementInput as _blockqnn_domain_v1_MeasurementInput, Measurement as _blockqnn_domain_v1_Measurement } from '../../../blockqnn/domain/v1/Measurement.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from '../../../blockqnn/domain/v1/Failure.js';

/**
 * A result that was measured elsewhere.
 */
export interface ImportedEvaluationInput {
  /**
   * NSC text of the block.
   */
  'nsc'?: (string);
  /**
   * The block was trained, on the search's dataset, in its stack and with its recipe.
   */
  'measurement'?: (_blockqnn_domain_v1_MeasurementInput | null);
  /**
   * The block could not be trained.
   */
  'failure'?: (_blockqnn_domain_v1_FailureInput | null);
  /**
   * The result. Exactly one is required.
   */
  'outcome'?: "measurement"|"failure";
}

/**
 * A result that was measured elsewhere.
 */
export interface ImportedEvaluation {
  /**
   * NSC text of the block.
   */
  'nsc': (string);
  /**
   * The block was trained, on the search's dataset, in its stack and with its recipe.
   */
  'measurement'?: (_blockqnn_domain_v1_Measurement | null);
  /**
   * The block could not be trained.
   */
  'failure'?: (_blockqnn_domain_v1_Failure | null);
  /**
   * The result. Exactly one is required.
   */
  'outcome'?: "measurement"|"failure";
}
