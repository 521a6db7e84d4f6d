// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { TrainingInput as _blockqnn_domain_v1_TrainingInput, Training as _blockqnn_domain_v1_Training } from '../../../blockqnn/domain/v1/Training.js';

/**
 * What came of a training.
 */
export interface TrainingCompletedInput {
  /**
   * The training.
   */
  'training'?: (_blockqnn_domain_v1_TrainingInput | null);
  /**
   * Whether the registry has it and its weights. Otherwise the evaluator keeps both and hands them in
   * as soon as the registry, where one is configured, takes them.
   */
  'registered'?: (boolean);
  /**
   * What was found in the images while they were decoded, a sentence each, for people; empty where
   * they were not, or the training was done before.
   */
  'notes'?: (string)[];
}

/**
 * What came of a training.
 */
export interface TrainingCompleted {
  /**
   * The training.
   */
  'training': (_blockqnn_domain_v1_Training | null);
  /**
   * Whether the registry has it and its weights. Otherwise the evaluator keeps both and hands them in
   * as soon as the registry, where one is configured, takes them.
   */
  'registered': (boolean);
  /**
   * What was found in the images while they were decoded, a sentence each, for people; empty where
   * they were not, or the training was done before.
   */
  'notes': (string)[];
}
