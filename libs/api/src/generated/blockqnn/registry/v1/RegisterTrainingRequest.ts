// Original file: proto/blockqnn/registry/v1/registry.proto

import type { TrainingInput as _blockqnn_domain_v1_TrainingInput, Training as _blockqnn_domain_v1_Training } from '../../../blockqnn/domain/v1/Training.js';

/**
 * Request of RegisterTraining.
 */
export interface RegisterTrainingRequestInput {
  /**
   * The training, with its name.
   */
  'training'?: (_blockqnn_domain_v1_TrainingInput | null);
}

/**
 * Request of RegisterTraining.
 */
export interface RegisterTrainingRequest {
  /**
   * The training, with its name.
   */
  'training': (_blockqnn_domain_v1_Training | null);
}
