/**
 * A search whose evaluations cost nothing: rewards come from a formula that likes what the paper's best
 * blocks share (figure 9: short-cuts, several branches) and six to ten layers. It says how well a strategy
 * searches such a landscape, and nothing of accuracies on images.
 */
import { blockId, outputLayers } from '@blockqnn/nsc';
import type { Block } from '@blockqnn/nsc';
import type { Strategy } from '@blockqnn/search';
import { RandomSource } from '../src/random-source.js';

export interface SimulatedSearch {
  /** Rewards in the order of evaluation, noise included; as many as the budget. */
  readonly rewards: readonly number[];
  /** Proposals that were known already, as the controller recognises them. */
  readonly knownCount: number;
}

/** Standard deviation of an evaluation's noise, in percent points. */
const NOISE = 2;

/** Known blocks in a row after which a random one is asked for. */
const PATIENCE = 16;

/** Spends a budget as the controller does: a known block's reward is told again, at no cost. */
export function simulateSearch(strategy: Strategy, budget: number, seed: number): SimulatedSearch {
  const noise = RandomSource.fromSeed(seed, 7);
  const known = new Map<string, number>();
  const rewards: number[] = [];
  let knownCount = 0;
  let knownInARow = 0;
  while (rewards.length < budget) {
    const { block } = strategy.propose({ explore: knownInARow >= PATIENCE });
    const id = blockId(block);
    const knownReward = known.get(id);
    if (knownReward === undefined) {
      const reward = landscapeReward(block) + NOISE * gaussian(noise);
      known.set(id, reward);
      rewards.push(reward);
      knownInARow = 0;
      strategy.observe({ block, reward });
    } else {
      knownCount += 1;
      knownInARow += 1;
      strategy.observe({ block, reward: knownReward, free: true });
    }
  }
  return { rewards, knownCount };
}

/** Mean reward of the last third, at least one block: what a search does once it has learned. */
export function lastThirdMean({ rewards }: SimulatedSearch): number {
  return mean(rewards.slice(Math.min(rewards.length - 1, Math.floor((rewards.length * 2) / 3))));
}

/** Percent points: from 7 (nothing but pooling) to about 71. */
export function landscapeReward(block: Block): number {
  const convolutionsTo: number[] = [0];
  const readers: number[] = [0];
  let shortCuts = 0;
  let wideKernels = 0;
  let idle = 0;
  for (const layer of block.layers) {
    const depths = layer.predecessors.map((predecessor) => convolutionsTo[predecessor] ?? 0);
    for (const predecessor of layer.predecessors) readers[predecessor] = (readers[predecessor] ?? 0) + 1;
    readers.push(0);
    convolutionsTo.push(Math.max(...depths) + (layer.type === 'convolution' ? 1 : 0));
    if (layer.type === 'convolution' && layer.kernel > 1) wideKernels += 1;
    if (layer.type === 'add' && depths[0] !== depths[1]) shortCuts += 1;
    if (
      layer.type === 'identity' ||
      ('kernel' in layer && layer.type !== 'convolution' && layer.kernel === 1)
    ) {
      idle += 1;
    }
  }
  const depth = Math.max(...convolutionsTo);
  if (depth === 0) return 12 - idle;
  const branches = readers.filter((count) => count > 1).length + outputLayers(block).length - 1;
  const size = block.layers.length;
  return (
    22 +
    5 * Math.min(depth, 5) +
    3 * Math.min(wideKernels, 3) +
    4 * Math.min(shortCuts, 2) +
    2.5 * Math.min(branches, 3) -
    idle -
    1.5 * Math.max(0, 6 - size, size - 10)
  );
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of a sample. */
export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

/** Irwin–Hall: twelve even draws, less their mean. */
function gaussian(random: RandomSource): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw += 1) sum += (random.below(1_000_000) + 0.5) / 1_000_000;
  return sum;
}
