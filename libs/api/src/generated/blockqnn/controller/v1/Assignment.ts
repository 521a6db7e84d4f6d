// Original file: proto/blockqnn/controller/v1/controller.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from '../../../blockqnn/domain/v1/Recipe.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';
import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Work for one worker: everything that is needed to evaluate a block.
 */
export interface AssignmentInput {
  /**
   * Resource name of the trial.
   */
  'trial'?: (string);
  /**
   * The block to train.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * What to train it on.
   */
  'dataset'?: (string);
  /**
   * What to stack it into.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * How to train it.
   */
  'recipe'?: (_blockqnn_domain_v1_RecipeInput | null);
  /**
   * Seed for weights and data order; the same for every attempt of the trial.
   */
  'seed'?: (number | string | Long);
  /**
   * Proves that the caller holds the lease; to be sent with every call about the trial.
   */
  'leaseToken'?: (string);
  /**
   * When the lease ends unless extended.
   */
  'leaseExpireTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * How long each ReportProgress extends the lease. Report at least three times as often.
   */
  'leaseDuration'?: (_google_protobuf_DurationInput | null);
  /**
   * Which attempt this is, counted from 1.
   */
  'attempt'?: (number);
}

/**
 * Work for one worker: everything that is needed to evaluate a block.
 */
export interface Assignment {
  /**
   * Resource name of the trial.
   */
  'trial': (string);
  /**
   * The block to train.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * What to train it on.
   */
  'dataset': (string);
  /**
   * What to stack it into.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * How to train it.
   */
  'recipe': (_blockqnn_domain_v1_Recipe | null);
  /**
   * Seed for weights and data order; the same for every attempt of the trial.
   */
  'seed': (number);
  /**
   * Proves that the caller holds the lease; to be sent with every call about the trial.
   */
  'leaseToken': (string);
  /**
   * When the lease ends unless extended.
   */
  'leaseExpireTime': (_google_protobuf_Timestamp | null);
  /**
   * How long each ReportProgress extends the lease. Report at least three times as often.
   */
  'leaseDuration': (_google_protobuf_Duration | null);
  /**
   * Which attempt this is, counted from 1.
   */
  'attempt': (number);
}
