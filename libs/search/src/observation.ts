import type { Block } from '@blockqnn/nsc';

/** Throws RangeError on a reward that nothing can be learned from. */
export function requireFiniteReward(reward: number): void {
  if (!Number.isFinite(reward)) throw new RangeError(`reward is ${reward}; it must be finite`);
}

/** Throws RangeError on a block that a search with this layer limit cannot have drawn. */
export function requireLayerCount(block: Block, maxLayers: number): void {
  const count = block.layers.length;
  if (count > maxLayers) {
    throw new RangeError(`block has ${count} layers; this search draws at most ${maxLayers}`);
  }
}
