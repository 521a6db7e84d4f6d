// Original file: proto/blockqnn/domain/v1/evaluation.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from '../../../blockqnn/domain/v1/Figures.js';
import type { MeasurementInput as _blockqnn_domain_v1_MeasurementInput, Measurement as _blockqnn_domain_v1_Measurement } from '../../../blockqnn/domain/v1/Measurement.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from '../../../blockqnn/domain/v1/Failure.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';

/**
 * The completed result of a trial, as the registry keeps it and NATS broadcasts it.
 */
export interface EvaluationInput {
  /**
   * Resource name of the trial, "searches/{search}/trials/{trial}".
   */
  'trial'?: (string);
  /**
   * The block that was evaluated.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * Name of the dataset, for instance "cifar10" or "cifar10?limit=2000".
   */
  'dataset'?: (string);
  /**
   * The stack that the block was trained in.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * What the network costs.
   */
  'figures'?: (_blockqnn_domain_v1_FiguresInput | null);
  /**
   * The block was trained.
   */
  'measurement'?: (_blockqnn_domain_v1_MeasurementInput | null);
  /**
   * The block could not be trained.
   */
  'failure'?: (_blockqnn_domain_v1_FailureInput | null);
  /**
   * Corrected reward, 100 * accuracy - mu * ln(flops / 10^6) - rho * ln(density); for a failure the
   * accuracy counts as 0.
   */
  'reward'?: (number | string);
  /**
   * Which attempt of the trial produced the result, counted from 1.
   */
  'attempt'?: (number);
  /**
   * The worker that produced it, as it calls itself.
   */
  'worker'?: (string);
  /**
   * When the controller accepted the result.
   */
  'completeTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * Either a measurement or a failure.
   */
  'outcome'?: "measurement"|"failure";
}

/**
 * The completed result of a trial, as the registry keeps it and NATS broadcasts it.
 */
export interface Evaluation {
  /**
   * Resource name of the trial, "searches/{search}/trials/{trial}".
   */
  'trial': (string);
  /**
   * The block that was evaluated.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * Name of the dataset, for instance "cifar10" or "cifar10?limit=2000".
   */
  'dataset': (string);
  /**
   * The stack that the block was trained in.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * What the network costs.
   */
  'figures': (_blockqnn_domain_v1_Figures | null);
  /**
   * The block was trained.
   */
  'measurement'?: (_blockqnn_domain_v1_Measurement | null);
  /**
   * The block could not be trained.
   */
  'failure'?: (_blockqnn_domain_v1_Failure | null);
  /**
   * Corrected reward, 100 * accuracy - mu * ln(flops / 10^6) - rho * ln(density); for a failure the
   * accuracy counts as 0.
   */
  'reward': (number);
  /**
   * Which attempt of the trial produced the result, counted from 1.
   */
  'attempt': (number);
  /**
   * The worker that produced it, as it calls itself.
   */
  'worker': (string);
  /**
   * When the controller accepted the result.
   */
  'completeTime': (_google_protobuf_Timestamp | null);
  /**
   * Either a measurement or a failure.
   */
  'outcome'?: "measurement"|"failure";
}
