// Original file: proto/blockqnn/domain/v1/evaluation.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from '../../../blockqnn/domain/v1/Figures.js';
import type { MeasurementInput as _blockqnn_domain_v1_MeasurementInput, Measurement as _blockqnn_domain_v1_Measurement } from '../../../blockqnn/domain/v1/Measurement.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from '../../../blockqnn/domain/v1/Failure.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from '../../../blockqnn/domain/v1/Recipe.js';
import type { Long } from '@grpc/proto-loader';

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
   * What proposed the block: "q-learning" or "random"; empty where it was evaluated elsewhere and
   * imported.
   */
  'strategy'?: (string);
  /**
   * How the network was to be trained; unset where strategy is empty.
   */
  'recipe'?: (_blockqnn_domain_v1_RecipeInput | null);
  /**
   * Seed of weights and data order, 0 to 2^32 - 1; 0 where strategy is empty.
   */
  'seed'?: (number | string | Long);
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
   * What proposed the block: "q-learning" or "random"; empty where it was evaluated elsewhere and
   * imported.
   */
  'strategy': (string);
  /**
   * How the network was to be trained; unset where strategy is empty.
   */
  'recipe': (_blockqnn_domain_v1_Recipe | null);
  /**
   * Seed of weights and data order, 0 to 2^32 - 1; 0 where strategy is empty.
   */
  'seed': (number);
  /**
   * Either a measurement or a failure.
   */
  'outcome'?: "measurement"|"failure";
}
