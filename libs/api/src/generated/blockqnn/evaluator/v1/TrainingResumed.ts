// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { EpochInput as _blockqnn_domain_v1_EpochInput, Epoch as _blockqnn_domain_v1_Epoch } from '../../../blockqnn/domain/v1/Epoch.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Where a training goes on.
 */
export interface TrainingResumedInput {
  /**
   * The epochs that are done, in order.
   */
  'epochs'?: (_blockqnn_domain_v1_EpochInput)[];
  /**
   * Steps that are done in the epoch under way.
   */
  'steps'?: (number | string | Long);
  /**
   * The epoch of the best validation accuracy so far; 0 where there is none yet.
   */
  'bestEpoch'?: (number);
  /**
   * Best validation accuracy so far in [0, 1].
   */
  'bestAccuracy'?: (number | string);
}

/**
 * Where a training goes on.
 */
export interface TrainingResumed {
  /**
   * The epochs that are done, in order.
   */
  'epochs': (_blockqnn_domain_v1_Epoch)[];
  /**
   * Steps that are done in the epoch under way.
   */
  'steps': (number);
  /**
   * The epoch of the best validation accuracy so far; 0 where there is none yet.
   */
  'bestEpoch': (number);
  /**
   * Best validation accuracy so far in [0, 1].
   */
  'bestAccuracy': (number);
}
