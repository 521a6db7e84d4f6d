import { buildLayerGraph, NetworkError, type LayerGraph, type Stack } from '@blockqnn/network';
import type { Block } from '@blockqnn/nsc';
import { invalidArgument } from '@blockqnn/rpc';
import { weightsBytes } from './weights-bytes.js';

/** Throws INVALID_ARGUMENT for the stack where the network cannot be built, or its weights have more bytes. */
export function stackedNetwork(block: Block, stack: Stack, maxWeightsBytes: number): LayerGraph {
  const graph = stacked(block, stack);
  const bytes = weightsBytes(graph);
  if (bytes <= maxWeightsBytes) return graph;
  throw invalidArgument([
    {
      field: 'stack',
      description: `the weights of this model take ${bytes} bytes, at most ${maxWeightsBytes} are exported; use fewer filters, repeats or stages`,
    },
  ]);
}

function stacked(block: Block, stack: Stack): LayerGraph {
  try {
    return buildLayerGraph(block, stack);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw invalidArgument([{ field: 'stack', description: error.message }]);
  }
}
