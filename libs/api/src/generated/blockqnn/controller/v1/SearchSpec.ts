// Original file: proto/blockqnn/controller/v1/controller.proto

import type { StrategyKindInput as _blockqnn_controller_v1_StrategyKindInput, StrategyKind as _blockqnn_controller_v1_StrategyKind } from '../../../blockqnn/controller/v1/StrategyKind.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from '../../../blockqnn/domain/v1/Recipe.js';
import type { RewardWeightsInput as _blockqnn_controller_v1_RewardWeightsInput, RewardWeights as _blockqnn_controller_v1_RewardWeights } from '../../../blockqnn/controller/v1/RewardWeights.js';
import type { BudgetInput as _blockqnn_controller_v1_BudgetInput, Budget as _blockqnn_controller_v1_Budget } from '../../../blockqnn/controller/v1/Budget.js';
import type { LimitsInput as _blockqnn_domain_v1_LimitsInput, Limits as _blockqnn_domain_v1_Limits } from '../../../blockqnn/domain/v1/Limits.js';
import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';
import type { MedianStoppingInput as _blockqnn_controller_v1_MedianStoppingInput, MedianStopping as _blockqnn_controller_v1_MedianStopping } from '../../../blockqnn/controller/v1/MedianStopping.js';
import type { Long } from '@grpc/proto-loader';

/**
 * What to search for, and how.
 */
export interface SearchSpecInput {
  /**
   * For people; at most 100 characters, may be empty.
   */
  'displayName'?: (string);
  /**
   * Who proposes blocks.
   */
  'strategy'?: (_blockqnn_controller_v1_StrategyKindInput);
  /**
   * Every random decision of the search follows from it; 0 to 2^32 - 1.
   */
  'seed'?: (number | string | Long);
  /**
   * Name of the dataset as the evaluators know it, with options: "cifar10", "cifar10?limit=2000".
   * Lower-case letters, digits and dashes, at most 100 characters.
   */
  'dataset'?: (string);
  /**
   * What blocks are stacked into for training.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * How they are trained. Unset: the paper's early-stop recipe.
   */
  'recipe'?: (_blockqnn_domain_v1_RecipeInput | null);
  /**
   * How accuracy becomes reward. Unset: the paper's mu = 1, rho = 8.
   */
  'rewardWeights'?: (_blockqnn_controller_v1_RewardWeightsInput | null);
  /**
   * What may be spent. Required.
   */
  'budget'?: (_blockqnn_controller_v1_BudgetInput | null);
  /**
   * Blocks above these bounds are never handed out. Unset: no bounds.
   */
  'limits'?: (_blockqnn_domain_v1_LimitsInput | null);
  /**
   * Layers that a block may have, Terminal not counted; 1 to 23. 0 means: 23 at the paper's budget,
   * fewer for a smaller one by the rule in docs/q-learning.md.
   */
  'maxLayers'?: (number);
  /**
   * How long a worker keeps a block without reporting; 5 s to 24 h. Unset: 60 s.
   */
  'leaseDuration'?: (_google_protobuf_DurationInput | null);
  /**
   * Set: hopeless trainings are ended early.
   */
  'medianStopping'?: (_blockqnn_controller_v1_MedianStoppingInput | null);
}

/**
 * What to search for, and how.
 */
export interface SearchSpec {
  /**
   * For people; at most 100 characters, may be empty.
   */
  'displayName': (string);
  /**
   * Who proposes blocks.
   */
  'strategy': (_blockqnn_controller_v1_StrategyKind);
  /**
   * Every random decision of the search follows from it; 0 to 2^32 - 1.
   */
  'seed': (number);
  /**
   * Name of the dataset as the evaluators know it, with options: "cifar10", "cifar10?limit=2000".
   * Lower-case letters, digits and dashes, at most 100 characters.
   */
  'dataset': (string);
  /**
   * What blocks are stacked into for training.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * How they are trained. Unset: the paper's early-stop recipe.
   */
  'recipe': (_blockqnn_domain_v1_Recipe | null);
  /**
   * How accuracy becomes reward. Unset: the paper's mu = 1, rho = 8.
   */
  'rewardWeights': (_blockqnn_controller_v1_RewardWeights | null);
  /**
   * What may be spent. Required.
   */
  'budget': (_blockqnn_controller_v1_Budget | null);
  /**
   * Blocks above these bounds are never handed out. Unset: no bounds.
   */
  'limits': (_blockqnn_domain_v1_Limits | null);
  /**
   * Layers that a block may have, Terminal not counted; 1 to 23. 0 means: 23 at the paper's budget,
   * fewer for a smaller one by the rule in docs/q-learning.md.
   */
  'maxLayers': (number);
  /**
   * How long a worker keeps a block without reporting; 5 s to 24 h. Unset: 60 s.
   */
  'leaseDuration': (_google_protobuf_Duration | null);
  /**
   * Set: hopeless trainings are ended early.
   */
  'medianStopping': (_blockqnn_controller_v1_MedianStopping | null);
}
