// Original file: proto/blockqnn/registry/v1/registry.proto

import type { EvaluationInput as _blockqnn_domain_v1_EvaluationInput, Evaluation as _blockqnn_domain_v1_Evaluation } from '../../../blockqnn/domain/v1/Evaluation.js';

/**
 * Response of ListEvaluations.
 */
export interface ListEvaluationsResponseInput {
  /**
   * In the order they arrived.
   */
  'evaluations'?: (_blockqnn_domain_v1_EvaluationInput)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListEvaluations.
 */
export interface ListEvaluationsResponse {
  /**
   * In the order they arrived.
   */
  'evaluations': (_blockqnn_domain_v1_Evaluation)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken': (string);
}
