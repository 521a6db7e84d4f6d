import { stackToProto, type ControllerMethods } from '@blockqnn/api';
import { cifarStack, NetworkError, networkFigures } from '@blockqnn/network';
import type { Block } from '@blockqnn/nsc';
import type { Client } from '@blockqnn/rpc';

/** A budget that no run spends; layers and schedule are the paper's then. */
const BUDGET = 1_000_000;

const stack = cifarStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });

/** Whether a network of the block can be built: half of all random blocks get too wide. */
export function isFeasible(block: Block): boolean {
  try {
    networkFigures(block, stack);
    return true;
  } catch (error) {
    if (error instanceof NetworkError) return false;
    throw error;
  }
}

/** A search as the paper's: Q-learning, blocks of up to 23 layers, the CIFAR stack. Gives its name. */
export async function createBenchSearch(client: Client<ControllerMethods>): Promise<string> {
  const { search } = await client.createSearch({
    spec: {
      displayName: 'bench',
      strategy: 'STRATEGY_KIND_Q_LEARNING',
      seed: 1,
      dataset: 'bench',
      stack: stackToProto(stack),
      budget: { maxEvaluations: BUDGET },
    },
  });
  if (!search) throw new Error('no search was made');
  return search.name;
}
