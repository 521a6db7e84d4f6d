// Original file: proto/blockqnn/events/v1/evaluation_completed.proto

import type { EvaluationInput as _blockqnn_domain_v1_EvaluationInput, Evaluation as _blockqnn_domain_v1_Evaluation } from '../../../blockqnn/domain/v1/Evaluation.js';

/**
 * Body of a message on "blockqnn.v1.evaluations.completed.{search}", in the proto3 JSON mapping.
 * CloudEvents 1.0 attributes travel as headers (ce-id, ce-type, ce-source, ce-subject, ce-time).
 */
export interface EvaluationCompletedInput {
  /**
   * The evaluation, final: it is never changed afterwards.
   */
  'evaluation'?: (_blockqnn_domain_v1_EvaluationInput | null);
}

/**
 * Body of a message on "blockqnn.v1.evaluations.completed.{search}", in the proto3 JSON mapping.
 * CloudEvents 1.0 attributes travel as headers (ce-id, ce-type, ce-source, ce-subject, ce-time).
 */
export interface EvaluationCompleted {
  /**
   * The evaluation, final: it is never changed afterwards.
   */
  'evaluation': (_blockqnn_domain_v1_Evaluation | null);
}
