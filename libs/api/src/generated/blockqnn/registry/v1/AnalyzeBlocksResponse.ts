// Original file: proto/blockqnn/registry/v1/registry.proto

import type { MeritInput as _blockqnn_registry_v1_MeritInput, Merit as _blockqnn_registry_v1_Merit } from '../../../blockqnn/registry/v1/Merit.js';
import type { TraitContrastInput as _blockqnn_registry_v1_TraitContrastInput, TraitContrast as _blockqnn_registry_v1_TraitContrast } from '../../../blockqnn/registry/v1/TraitContrast.js';
import type { FigureContrastInput as _blockqnn_registry_v1_FigureContrastInput, FigureContrast as _blockqnn_registry_v1_FigureContrast } from '../../../blockqnn/registry/v1/FigureContrast.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of AnalyzeBlocks.
 */
export interface AnalyzeBlocksResponseInput {
  /**
   * Different blocks with a measured evaluation under the filter.
   */
  'blocks'?: (number | string | Long);
  /**
   * Of these, the top.
   */
  'topBlocks'?: (number | string | Long);
  /**
   * Measured evaluations under the filter.
   */
  'evaluations'?: (number | string | Long);
  /**
   * Merit of the last block of the top; 0 where there are no blocks.
   */
  'topThreshold'?: (number | string);
  /**
   * By what the top was chosen; never unspecified.
   */
  'merit'?: (_blockqnn_registry_v1_MeritInput);
  /**
   * Datasets of these evaluations, in order of name, at most 20. Accuracies on different ones are not
   * comparable: filter by one.
   */
  'datasets'?: (string)[];
  /**
   * What blocks have or have not; by kind, then by lift, the highest first.
   */
  'traits'?: (_blockqnn_registry_v1_TraitContrastInput)[];
  /**
   * What blocks have more or less of.
   */
  'figures'?: (_blockqnn_registry_v1_FigureContrastInput)[];
}

/**
 * Response of AnalyzeBlocks.
 */
export interface AnalyzeBlocksResponse {
  /**
   * Different blocks with a measured evaluation under the filter.
   */
  'blocks': (number);
  /**
   * Of these, the top.
   */
  'topBlocks': (number);
  /**
   * Measured evaluations under the filter.
   */
  'evaluations': (number);
  /**
   * Merit of the last block of the top; 0 where there are no blocks.
   */
  'topThreshold': (number);
  /**
   * By what the top was chosen; never unspecified.
   */
  'merit': (_blockqnn_registry_v1_Merit);
  /**
   * Datasets of these evaluations, in order of name, at most 20. Accuracies on different ones are not
   * comparable: filter by one.
   */
  'datasets': (string)[];
  /**
   * What blocks have or have not; by kind, then by lift, the highest first.
   */
  'traits': (_blockqnn_registry_v1_TraitContrast)[];
  /**
   * What blocks have more or less of.
   */
  'figures': (_blockqnn_registry_v1_FigureContrast)[];
}
