// Original file: proto/blockqnn/registry/v1/registry.proto

import type { TrainingInput as _blockqnn_domain_v1_TrainingInput, Training as _blockqnn_domain_v1_Training } from '../../../blockqnn/domain/v1/Training.js';

/**
 * Response of ListTrainings.
 */
export interface ListTrainingsResponseInput {
  /**
   * By test accuracy, the highest first; equal ones in the order they arrived.
   */
  'trainings'?: (_blockqnn_domain_v1_TrainingInput)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListTrainings.
 */
export interface ListTrainingsResponse {
  /**
   * By test accuracy, the highest first; equal ones in the order they arrived.
   */
  'trainings': (_blockqnn_domain_v1_Training)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken': (string);
}
