// Original file: proto/blockqnn/registry/v1/registry.proto

import type { TrainingInput as _blockqnn_domain_v1_TrainingInput, Training as _blockqnn_domain_v1_Training } from '../../../blockqnn/domain/v1/Training.js';

/**
 * Response of RegisterTraining.
 */
export interface RegisterTrainingResponseInput {
  /**
   * As it is kept.
   */
  'training'?: (_blockqnn_domain_v1_TrainingInput | null);
}

/**
 * Response of RegisterTraining.
 */
export interface RegisterTrainingResponse {
  /**
   * As it is kept.
   */
  'training': (_blockqnn_domain_v1_Training | null);
}
