import type { Figures } from '@blockqnn/network';
import { edgeCount, nodeCount, type Block } from '@blockqnn/nsc';
import { correctedReward, type RewardWeights } from '@blockqnn/search';
import type { Outcome } from '@blockqnn/api';

/**
 * Corrected reward of an outcome. A failure counts as accuracy 0, so that the strategy avoids such blocks.
 *
 * @param block Of which the density is taken as it is written: the canonical one, where there is a network.
 */
export function rewardOf(
  outcome: Outcome,
  block: Block,
  figures: Pick<Figures, 'flops'>,
  weights: RewardWeights,
): number {
  const accuracy = outcome.kind === 'measured' ? outcome.accuracy : 0;
  return correctedReward(
    { accuracy, flops: figures.flops, density: edgeCount(block) / nodeCount(block) },
    weights,
  );
}
