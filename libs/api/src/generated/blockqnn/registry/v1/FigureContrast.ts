// Original file: proto/blockqnn/registry/v1/registry.proto

import type { DistributionInput as _blockqnn_registry_v1_DistributionInput, Distribution as _blockqnn_registry_v1_Distribution } from '../../../blockqnn/registry/v1/Distribution.js';

/**
 * How a figure of the top differs from that of all blocks, the top included.
 */
export interface FigureContrastInput {
  /**
   * "layers", "depth", "width", "branches", "shortcuts", "outputs", "convolutions", "density",
   * "flops", "parameters" or "activation_bytes".
   */
  'name'?: (string);
  /**
   * What it is, in a few words.
   */
  'description'?: (string);
  /**
   * Over the blocks of the top.
   */
  'top'?: (_blockqnn_registry_v1_DistributionInput | null);
  /**
   * Over all blocks.
   */
  'all'?: (_blockqnn_registry_v1_DistributionInput | null);
  /**
   * Mean of the top minus mean of all.
   */
  'difference'?: (number | string);
  /**
   * Lower end of the difference's 95 % confidence interval (Welch). With fewer than two blocks in the
   * top or outside it there is none, and both ends are the difference.
   */
  'differenceLow'?: (number | string);
  /**
   * Upper end.
   */
  'differenceHigh'?: (number | string);
  /**
   * Welch's test of "the top has the same mean as the rest", two-sided; 1 where there is none.
   */
  'pValue'?: (number | string);
  /**
   * The same, adjusted for the number of figures tested (Benjamini and Hochberg).
   */
  'adjustedPValue'?: (number | string);
}

/**
 * How a figure of the top differs from that of all blocks, the top included.
 */
export interface FigureContrast {
  /**
   * "layers", "depth", "width", "branches", "shortcuts", "outputs", "convolutions", "density",
   * "flops", "parameters" or "activation_bytes".
   */
  'name': (string);
  /**
   * What it is, in a few words.
   */
  'description': (string);
  /**
   * Over the blocks of the top.
   */
  'top': (_blockqnn_registry_v1_Distribution | null);
  /**
   * Over all blocks.
   */
  'all': (_blockqnn_registry_v1_Distribution | null);
  /**
   * Mean of the top minus mean of all.
   */
  'difference': (number);
  /**
   * Lower end of the difference's 95 % confidence interval (Welch). With fewer than two blocks in the
   * top or outside it there is none, and both ends are the difference.
   */
  'differenceLow': (number);
  /**
   * Upper end.
   */
  'differenceHigh': (number);
  /**
   * Welch's test of "the top has the same mean as the rest", two-sided; 1 where there is none.
   */
  'pValue': (number);
  /**
   * The same, adjusted for the number of figures tested (Benjamini and Hochberg).
   */
  'adjustedPValue': (number);
}
