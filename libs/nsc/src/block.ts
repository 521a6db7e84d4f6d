import type { Layer } from './layer.js';

/** Layers that a block may have at most, Terminal not counted (paper, section 3.1). */
export const MAX_LAYERS = 23;

/**
 * A legal block: 1 to {@link MAX_LAYERS} layers, each with predecessors of smaller index. Made by
 * `createBlock`, `parseBlock` or `blockFromTuples` only, so whoever holds one need not check it.
 * Layers without a successor are concatenated, in index order, to give the block's output.
 */
export interface Block {
  readonly layers: readonly Layer[];
}
