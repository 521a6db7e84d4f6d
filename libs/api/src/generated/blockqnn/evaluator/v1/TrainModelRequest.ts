// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from '../../../blockqnn/domain/v1/Recipe.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Request of TrainModel. Everything but restart decides which training it is.
 */
export interface TrainModelRequestInput {
  /**
   * Compact text form, or a JSON array of 5-tuples.
   */
  'nsc'?: (string);
  /**
   * A dataset of GetCapabilities, with options: "cifar10?limit=2000".
   */
  'dataset'?: (string);
  /**
   * What to stack the block into. Unset: the paper's CIFAR stack in the dataset's shape. Its input
   * and classes have to fit the dataset.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * How to train. Unset: the paper's recipe of full training.
   */
  'recipe'?: (_blockqnn_domain_v1_RecipeInput | null);
  /**
   * Seed for weights and data order; 0 to 2^32 - 1.
   */
  'seed'?: (number | string | Long);
  /**
   * Begin anew: checkpoint and result that this evaluator has of the training are thrown away.
   */
  'restart'?: (boolean);
}

/**
 * Request of TrainModel. Everything but restart decides which training it is.
 */
export interface TrainModelRequest {
  /**
   * Compact text form, or a JSON array of 5-tuples.
   */
  'nsc': (string);
  /**
   * A dataset of GetCapabilities, with options: "cifar10?limit=2000".
   */
  'dataset': (string);
  /**
   * What to stack the block into. Unset: the paper's CIFAR stack in the dataset's shape. Its input
   * and classes have to fit the dataset.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * How to train. Unset: the paper's recipe of full training.
   */
  'recipe': (_blockqnn_domain_v1_Recipe | null);
  /**
   * Seed for weights and data order; 0 to 2^32 - 1.
   */
  'seed': (number);
  /**
   * Begin anew: checkpoint and result that this evaluator has of the training are thrown away.
   */
  'restart': (boolean);
}
