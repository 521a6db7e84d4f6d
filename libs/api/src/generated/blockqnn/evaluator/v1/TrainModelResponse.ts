// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { TrainingStartedInput as _blockqnn_evaluator_v1_TrainingStartedInput, TrainingStarted as _blockqnn_evaluator_v1_TrainingStarted } from '../../../blockqnn/evaluator/v1/TrainingStarted.js';
import type { TrainingProgressInput as _blockqnn_evaluator_v1_TrainingProgressInput, TrainingProgress as _blockqnn_evaluator_v1_TrainingProgress } from '../../../blockqnn/evaluator/v1/TrainingProgress.js';
import type { EpochInput as _blockqnn_domain_v1_EpochInput, Epoch as _blockqnn_domain_v1_Epoch } from '../../../blockqnn/domain/v1/Epoch.js';
import type { TrainingCompletedInput as _blockqnn_evaluator_v1_TrainingCompletedInput, TrainingCompleted as _blockqnn_evaluator_v1_TrainingCompleted } from '../../../blockqnn/evaluator/v1/TrainingCompleted.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from '../../../blockqnn/domain/v1/Failure.js';
import type { TrainingResumedInput as _blockqnn_evaluator_v1_TrainingResumedInput, TrainingResumed as _blockqnn_evaluator_v1_TrainingResumed } from '../../../blockqnn/evaluator/v1/TrainingResumed.js';

/**
 * Response of TrainModel.
 */
export interface TrainModelResponseInput {
  /**
   * The training is about to begin or to go on. Comes first.
   */
  'started'?: (_blockqnn_evaluator_v1_TrainingStartedInput | null);
  /**
   * How far the epoch under way is. At most twice a second.
   */
  'progress'?: (_blockqnn_evaluator_v1_TrainingProgressInput | null);
  /**
   * An epoch ended.
   */
  'epoch'?: (_blockqnn_domain_v1_EpochInput | null);
  /**
   * The network was trained. Comes last.
   */
  'completed'?: (_blockqnn_evaluator_v1_TrainingCompletedInput | null);
  /**
   * The network could not be trained. Comes last.
   */
  'failure'?: (_blockqnn_domain_v1_FailureInput | null);
  /**
   * The training goes on from a checkpoint. Comes before any progress; again after the training
   * process died and another one took over, which may repeat epochs.
   */
  'resumed'?: (_blockqnn_evaluator_v1_TrainingResumedInput | null);
  /**
   * What happened.
   */
  'event'?: "started"|"resumed"|"progress"|"epoch"|"completed"|"failure";
}

/**
 * Response of TrainModel.
 */
export interface TrainModelResponse {
  /**
   * The training is about to begin or to go on. Comes first.
   */
  'started'?: (_blockqnn_evaluator_v1_TrainingStarted | null);
  /**
   * How far the epoch under way is. At most twice a second.
   */
  'progress'?: (_blockqnn_evaluator_v1_TrainingProgress | null);
  /**
   * An epoch ended.
   */
  'epoch'?: (_blockqnn_domain_v1_Epoch | null);
  /**
   * The network was trained. Comes last.
   */
  'completed'?: (_blockqnn_evaluator_v1_TrainingCompleted | null);
  /**
   * The network could not be trained. Comes last.
   */
  'failure'?: (_blockqnn_domain_v1_Failure | null);
  /**
   * The training goes on from a checkpoint. Comes before any progress; again after the training
   * process died and another one took over, which may repeat epochs.
   */
  'resumed'?: (_blockqnn_evaluator_v1_TrainingResumed | null);
  /**
   * What happened.
   */
  'event'?: "started"|"resumed"|"progress"|"epoch"|"completed"|"failure";
}
