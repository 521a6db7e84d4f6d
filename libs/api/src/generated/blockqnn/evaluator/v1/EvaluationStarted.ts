// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from '../../../blockqnn/domain/v1/Figures.js';
import type { RecipeInput as _blockqnn_domain_v1_RecipeInput, Recipe as _blockqnn_domain_v1_Recipe } from '../../../blockqnn/domain/v1/Recipe.js';

/**
 * What is known before training.
 */
export interface EvaluationStartedInput {
  /**
   * The block in canonical form.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * What the network costs.
   */
  'figures'?: (_blockqnn_domain_v1_FiguresInput | null);
  /**
   * The recipe in force.
   */
  'recipe'?: (_blockqnn_domain_v1_RecipeInput | null);
}

/**
 * What is known before training.
 */
export interface EvaluationStarted {
  /**
   * The block in canonical form.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * What the network costs.
   */
  'figures': (_blockqnn_domain_v1_Figures | null);
  /**
   * The recipe in force.
   */
  'recipe': (_blockqnn_domain_v1_Recipe | null);
}
