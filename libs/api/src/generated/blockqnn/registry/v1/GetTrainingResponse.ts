// Original file: proto/blockqnn/registry/v1/registry.proto

import type { TrainingInput as _blockqnn_domain_v1_TrainingInput, Training as _blockqnn_domain_v1_Training } from '../../../blockqnn/domain/v1/Training.js';

/**
 * Response of GetTraining.
 */
export interface GetTrainingResponseInput {
  /**
   * The training.
   */
  'training'?: (_blockqnn_domain_v1_TrainingInput | null);
}

/**
 * Response of GetTraining.
 */
export interface GetTrainingResponse {
  /**
   * The training.
   */
  'training': (_blockqnn_domain_v1_Training | null);
}
