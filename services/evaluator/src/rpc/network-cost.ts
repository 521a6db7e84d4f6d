import { buildLayerGraph, exceededLimits, NetworkError, type Figures, type Limits } from '@blockqnn/network';
import { invalidArgument } from '@blockqnn/rpc';
import type { NetworkPlan } from './network-plan.js';

/** What a network costs, or why it is not to be trained. */
export type NetworkCost =
  { readonly figures: Figures } | { readonly infeasible: string; readonly figures?: Figures };

/** Throws INVALID_ARGUMENT where the stack is no stack of the block. */
export function networkCost(
  { block, stack }: Pick<NetworkPlan, 'block' | 'stack'>,
  limits: Limits = {},
): NetworkCost {
  try {
    const { figures } = buildLayerGraph(block, stack);
    const exceeded = exceededLimits(figures, limits);
    return exceeded.length > 0 ? { figures, infeasible: exceeded.join('; ') } : { figures };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    if (error.code === 'INFEASIBLE') return { infeasible: error.message };
    throw invalidArgument([{ field: error.field, description: error.message }]);
  }
}
