// Original file: proto/blockqnn/registry/v1/registry.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { EvaluationInput as _blockqnn_domain_v1_EvaluationInput, Evaluation as _blockqnn_domain_v1_Evaluation } from '../../../blockqnn/domain/v1/Evaluation.js';
import type { BlockStatisticsInput as _blockqnn_registry_v1_BlockStatisticsInput, BlockStatistics as _blockqnn_registry_v1_BlockStatistics } from '../../../blockqnn/registry/v1/BlockStatistics.js';

/**
 * A block and what is known of it.
 */
export interface BlockSummaryInput {
  /**
   * The block.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * Of the evaluations asked for, the one that comes first in the order asked for.
   */
  'bestEvaluation'?: (_blockqnn_domain_v1_EvaluationInput | null);
  /**
   * Evaluations of the block that match the filter, failures included.
   */
  'evaluationCount'?: (number);
  /**
   * What they come to.
   */
  'statistics'?: (_blockqnn_registry_v1_BlockStatisticsInput | null);
  /**
   * Name of the reference block that it is, for instance "residual"; otherwise empty.
   */
  'reference'?: (string);
}

/**
 * A block and what is known of it.
 */
export interface BlockSummary {
  /**
   * The block.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * Of the evaluations asked for, the one that comes first in the order asked for.
   */
  'bestEvaluation': (_blockqnn_domain_v1_Evaluation | null);
  /**
   * Evaluations of the block that match the filter, failures included.
   */
  'evaluationCount': (number);
  /**
   * What they come to.
   */
  'statistics': (_blockqnn_registry_v1_BlockStatistics | null);
  /**
   * Name of the reference block that it is, for instance "residual"; otherwise empty.
   */
  'reference': (string);
}
