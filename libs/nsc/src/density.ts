/**
 * Density of a block's graph (paper, on the early-stop strategy: number of edges over number of nodes), of its canonical
 * form. Nodes are the layers and the block's input. Edges are the links to predecessors, so add and concat
 * count two even where both operands are the same. The joining of several outputs counts as neither.
 *
 * - one convolution: 1 edge / 2 nodes = 0.5
 * - residual `conv3@0,conv3@1,add@2+0`: 4 / 4 = 1
 * - a chain of n layers: n / (n + 1), below 1
 * - n adds in a row, each of the layer before with itself: 2n / (n + 1), below 2
 */
import type { Block } from './block.js';
import { canonicalBlock } from './canonical.js';

/** Edges divided by nodes of the canonical form; at least 0.5, below 2. */
export function density(block: Block): number {
  const canonical = canonicalBlock(block);
  return edgeCount(canonical) / nodeCount(canonical);
}

/** Links to predecessors in a block as it is written. */
export function edgeCount(block: Block): number {
  return block.layers.reduce((sum, { predecessors }) => sum + predecessors.length, 0);
}

/** Layers and input of a block as it is written. */
export function nodeCount(block: Block): number {
  return block.layers.length + 1;
}
