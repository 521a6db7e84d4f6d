// Original file: proto/blockqnn/controller/v1/controller.proto

import type { ImportedEvaluationInput as _blockqnn_controller_v1_ImportedEvaluationInput, ImportedEvaluation as _blockqnn_controller_v1_ImportedEvaluation } from '../../../blockqnn/controller/v1/ImportedEvaluation.js';

/**
 * Request of ImportEvaluations.
 */
export interface ImportEvaluationsRequestInput {
  /**
   * The search to add to, "searches/{search}".
   */
  'parent'?: (string);
  /**
   * 1 to 1,000 results.
   */
  'evaluations'?: (_blockqnn_controller_v1_ImportedEvaluationInput)[];
  /**
   * As in CreateSearch: a second request of the same id changes nothing and gets the same answer.
   */
  'requestId'?: (string);
}

/**
 * Request of ImportEvaluations.
 */
export interface ImportEvaluationsRequest {
  /**
   * The search to add to, "searches/{search}".
   */
  'parent': (string);
  /**
   * 1 to 1,000 results.
   */
  'evaluations': (_blockqnn_controller_v1_ImportedEvaluation)[];
  /**
   * As in CreateSearch: a second request of the same id changes nothing and gets the same answer.
   */
  'requestId': (string);
}
