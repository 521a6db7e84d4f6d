// Original file: proto/blockqnn/registry/v1/registry.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from '../../../blockqnn/domain/v1/Figures.js';
import type { EvaluationInput as _blockqnn_domain_v1_EvaluationInput, Evaluation as _blockqnn_domain_v1_Evaluation } from '../../../blockqnn/domain/v1/Evaluation.js';

/**
 * A well-known block.
 */
export interface ReferenceBlockInput {
  /**
   * Lower-case letters, digits and dashes, for instance "residual".
   */
  'name'?: (string);
  /**
   * The block.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * What it is, in a sentence or two, and where it departs from the published one.
   */
  'description'?: (string);
  /**
   * Publication that it was taken from.
   */
  'source'?: (string);
  /**
   * Cost of its network in the stack asked for.
   */
  'figures'?: (_blockqnn_domain_v1_FiguresInput | null);
  /**
   * The measured evaluation with the highest reward under the filter; unset where there is none.
   */
  'bestEvaluation'?: (_blockqnn_domain_v1_EvaluationInput | null);
  /**
   * Measured evaluations of it under the filter.
   */
  'evaluationCount'?: (number);
}

/**
 * A well-known block.
 */
export interface ReferenceBlock {
  /**
   * Lower-case letters, digits and dashes, for instance "residual".
   */
  'name': (string);
  /**
   * The block.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * What it is, in a sentence or two, and where it departs from the published one.
   */
  'description': (string);
  /**
   * Publication that it was taken from.
   */
  'source': (string);
  /**
   * Cost of its network in the stack asked for.
   */
  'figures': (_blockqnn_domain_v1_Figures | null);
  /**
   * The measured evaluation with the highest reward under the filter; unset where there is none.
   */
  'bestEvaluation': (_blockqnn_domain_v1_Evaluation | null);
  /**
   * Measured evaluations of it under the filter.
   */
  'evaluationCount': (number);
}
