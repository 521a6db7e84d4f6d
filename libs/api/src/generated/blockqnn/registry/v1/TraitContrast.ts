// Original file: proto/blockqnn/registry/v1/registry.proto

import type { TraitKindInput as _blockqnn_registry_v1_TraitKindInput, TraitKind as _blockqnn_registry_v1_TraitKind } from '../../../blockqnn/registry/v1/TraitKind.js';
import type { Long } from '@grpc/proto-loader';

/**
 * How often the top has a trait, against all blocks, the top included.
 */
export interface TraitContrastInput {
  /**
   * Layer, kernel, structure, edge or path.
   */
  'kind'?: (_blockqnn_registry_v1_TraitKindInput);
  /**
   * In the words of the NSC text, for instance "conv > add".
   */
  'name'?: (string);
  /**
   * What it is, in a few words.
   */
  'description'?: (string);
  /**
   * Blocks of the top that have it.
   */
  'topCount'?: (number | string | Long);
  /**
   * Blocks that have it; at least minimum_count.
   */
  'allCount'?: (number | string | Long);
  /**
   * top_count by the blocks of the top; in [0, 1].
   */
  'topShare'?: (number | string);
  /**
   * all_count by all blocks; in (0, 1].
   */
  'allShare'?: (number | string);
  /**
   * How many times a block of the top has it, on average.
   */
  'topMean'?: (number | string);
  /**
   * How many times a block has it, on average.
   */
  'allMean'?: (number | string);
  /**
   * top_share by all_share; 1: as often in the top as anywhere.
   */
  'lift'?: (number | string);
  /**
   * Lower end of the lift's 95 % confidence interval.
   */
  'liftLow'?: (number | string);
  /**
   * Upper end.
   */
  'liftHigh'?: (number | string);
  /**
   * Fisher's exact test of "the top has it as often as the rest", two-sided; in [0, 1].
   */
  'pValue'?: (number | string);
  /**
   * The same, adjusted for the number of traits tested (Benjamini and Hochberg); in [0, 1]. Below 0.05
   * traits are worth calling a finding, of which then some 5 % are none.
   */
  'adjustedPValue'?: (number | string);
}

/**
 * How often the top has a trait, against all blocks, the top included.
 */
export interface TraitContrast {
  /**
   * Layer, kernel, structure, edge or path.
   */
  'kind': (_blockqnn_registry_v1_TraitKind);
  /**
   * In the words of the NSC text, for instance "conv > add".
   */
  'name': (string);
  /**
   * What it is, in a few words.
   */
  'description': (string);
  /**
   * Blocks of the top that have it.
   */
  'topCount': (number);
  /**
   * Blocks that have it; at least minimum_count.
   */
  'allCount': (number);
  /**
   * top_count by the blocks of the top; in [0, 1].
   */
  'topShare': (number);
  /**
   * all_count by all blocks; in (0, 1].
   */
  'allShare': (number);
  /**
   * How many times a block of the top has it, on average.
   */
  'topMean': (number);
  /**
   * How many times a block has it, on average.
   */
  'allMean': (number);
  /**
   * top_share by all_share; 1: as often in the top as anywhere.
   */
  'lift': (number);
  /**
   * Lower end of the lift's 95 % confidence interval.
   */
  'liftLow': (number);
  /**
   * Upper end.
   */
  'liftHigh': (number);
  /**
   * Fisher's exact test of "the top has it as often as the rest", two-sided; in [0, 1].
   */
  'pValue': (number);
  /**
   * The same, adjusted for the number of traits tested (Benjamini and Hochberg); in [0, 1]. Below 0.05
   * traits are worth calling a finding, of which then some 5 % are none.
   */
  'adjustedPValue': (number);
}
