import type { Figures } from '@blockqnn/network';
import { edgeCount, nodeCount, type Block } from '@blockqnn/nsc';
import { correctedReward, type RewardWeights } from '@blockqnn/search';
import type { Outcome } from '@blockqnn/api';

/** Corrected reward of an outcome. A failure counts as accuracy 0, so that the strategy avoids such blocks. */
export function rewardOf(
  outcome: Outcome,
  canonical: Block,
  figures: Pick<Figures, 'flops'>,
  weights: RewardWeights,
): number {
  const accuracy = outcome.kind === 'measured' ? outcome.accuracy : 0;
  return correctedReward({ accuracy, flops: figures.flops, density: densityOfCanonical(canonical) }, weights);
}

function densityOfCanonical(canonical: Block): number {
  return edgeCount(canonical) / nodeCount(canonical);
}
