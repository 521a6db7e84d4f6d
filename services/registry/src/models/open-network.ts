import { buildLayerGraph, NetworkError, type LayerGraph, type Stack } from '@blockqnn/network';
import type { Block } from '@blockqnn/nsc';
import { invalidArgument, resourceExhausted } from '@blockqnn/rpc';
import type { MemoryBudget } from './memory-budget.js';
import { weightsBytes } from './weights-bytes.js';

const RETRY_WHEN_BUSY_MS = 2000;

/** A stacked block, and the memory that its weights will need, which disposing gives back. */
export interface OpenNetwork extends Disposable {
  readonly block: Block;
  readonly stack: Stack;
  readonly graph: LayerGraph;
}

/** Throws INVALID_ARGUMENT for the stack where it cannot be built or is too big, RESOURCE_EXHAUSTED while memory is taken. */
export function openNetwork(block: Block, stack: Stack, budget: MemoryBudget): OpenNetwork {
  const graph = stacked(block, stack);
  const bytes = weightsBytes(graph);
  if (bytes > budget.totalBytes) {
    throw invalidArgument([
      {
        field: 'stack',
        description: `the weights of this model take ${bytes} bytes, at most ${budget.totalBytes} are exported; use fewer filters, repeats or stages`,
      },
    ]);
  }
  const memory = budget.reserve(bytes);
  if (!memory) {
    throw resourceExhausted('EXPORTS_BUSY', 'other exports take the memory at present', RETRY_WHEN_BUSY_MS);
  }
  return {
    block,
    stack,
    graph,
    [Symbol.dispose]: () => {
      memory[Symbol.dispose]();
    },
  };
}

function stacked(block: Block, stack: Stack): LayerGraph {
  try {
    return buildLayerGraph(block, stack);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw invalidArgument([{ field: 'stack', description: error.message }]);
  }
}
