// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from '../../../blockqnn/domain/v1/Figures.js';
import type { StackInput as _blockqnn_domain_v1_StackInput, Stack as _blockqnn_domain_v1_Stack } from '../../../blockqnn/domain/v1/Stack.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from '../../../blockqnn/domain/v1/Recipe.js';

/**
 * What is known before training.
 */
export interface TrainingStartedInput {
  /**
   * Resource name, "trainings/{training}"; follows from the request.
   */
  'name'?: (string);
  /**
   * The block in canonical form.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * What the network costs.
   */
  'figures'?: (_blockqnn_domain_v1_FiguresInput | null);
  /**
   * The stack in force.
   */
  'stack'?: (_blockqnn_domain_v1_StackInput | null);
  /**
   * The recipe in force.
   */
  'recipe'?: (_blockqnn_domain_v1_RecipeInput | null);
  /**
   * What trains it, for instance "native, 2 threads, cpu".
   */
  'device'?: (string);
}

/**
 * What is known before training.
 */
export interface TrainingStarted {
  /**
   * Resource name, "trainings/{training}"; follows from the request.
   */
  'name': (string);
  /**
   * The block in canonical form.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * What the network costs.
   */
  'figures': (_blockqnn_domain_v1_Figures | null);
  /**
   * The stack in force.
   */
  'stack': (_blockqnn_domain_v1_Stack | null);
  /**
   * The recipe in force.
   */
  'recipe': (_blockqnn_domain_v1_Recipe | null);
  /**
   * What trains it, for instance "native, 2 threads, cpu".
   */
  'device': (string);
}
