// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from '../../../blockqnn/domain/v1/Recipe.js';
import type { LimitsInput as _blockqnn_domain_v1_LimitsInput, Limits as _blockqnn_domain_v1_Limits } from '../../../blockqnn/domain/v1/Limits.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Request of EvaluateBlock.
 */
export interface EvaluateBlockRequestInput {
  /**
   * Compact text form, or a JSON array of 5-tuples.
   */
  'nsc'?: (string);
  /**
   * A dataset of GetCapabilities, with options: "cifar10?limit=2000".
   */
  'dataset'?: (string);
  /**
   * What to stack the block into. Unset: the dataset's default stack. Its input and classes have
   * to fit the dataset.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * How to train. Unset: the dataset's default recipe.
   */
  'recipe'?: (_blockqnn_domain_v1_RecipeInput | null);
  /**
   * A network above these bounds is a failure with FAILURE_REASON_INFEASIBLE.
   */
  'limits'?: (_blockqnn_domain_v1_LimitsInput | null);
  /**
   * Seed for weights and data order; 0 to 2^32 - 1.
   */
  'seed'?: (number | string | Long);
}

/**
 * Request of EvaluateBlock.
 */
export interface EvaluateBlockRequest {
  /**
   * Compact text form, or a JSON array of 5-tuples.
   */
  'nsc': (string);
  /**
   * A dataset of GetCapabilities, with options: "cifar10?limit=2000".
   */
  'dataset': (string);
  /**
   * What to stack the block into. Unset: the dataset's default stack. Its input and classes have
   * to fit the dataset.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * How to train. Unset: the dataset's default recipe.
   */
  'recipe': (_blockqnn_domain_v1_Recipe | null);
  /**
   * A network above these bounds is a failure with FAILURE_REASON_INFEASIBLE.
   */
  'limits': (_blockqnn_domain_v1_Limits | null);
  /**
   * Seed for weights and data order; 0 to 2^32 - 1.
   */
  'seed': (number);
}
