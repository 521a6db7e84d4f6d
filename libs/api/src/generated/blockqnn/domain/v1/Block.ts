// Original file: proto/blockqnn/domain/v1/block.proto

import type { LayerInput as _blockqnn_domain_v1_LayerInput, Layer as _blockqnn_domain_v1_Layer } from '../../../blockqnn/domain/v1/Layer.js';

/**
 * A block of layers, the unit that is searched and stacked. All layers without a successor are
 * concatenated to give the block's output.
 */
export interface BlockInput {
  /**
   * Resource name, "blocks/{id}". The id is derived from the canonical form, so two codes that
   * compute the same function share it.
   */
  'name'?: (string);
  /**
   * Compact text form of the canonical code, for instance "conv3@0,conv3@1,add@2+0".
   */
  'nsc'?: (string);
  /**
   * The same code as 5-tuples, Terminal included, for programs that want no parser.
   */
  'layers'?: (_blockqnn_domain_v1_LayerInput)[];
  /**
   * Edges divided by nodes of the block's graph; the block's input is a node.
   */
  'density'?: (number | string);
}

/**
 * A block of layers, the unit that is searched and stacked. All layers without a successor are
 * concatenated to give the block's output.
 */
export interface Block {
  /**
   * Resource name, "blocks/{id}". The id is derived from the canonical form, so two codes that
   * compute the same function share it.
   */
  'name': (string);
  /**
   * Compact text form of the canonical code, for instance "conv3@0,conv3@1,add@2+0".
   */
  'nsc': (string);
  /**
   * The same code as 5-tuples, Terminal included, for programs that want no parser.
   */
  'layers': (_blockqnn_domain_v1_Layer)[];
  /**
   * Edges divided by nodes of the block's graph; the block's input is a node.
   */
  'density': (number);
}
