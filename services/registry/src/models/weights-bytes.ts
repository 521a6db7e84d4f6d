import { weightSize, type LayerGraph } from '@blockqnn/network';

/** Bytes of all weights of a network in float32. */
export function weightsBytes(graph: LayerGraph): number {
  return (
    4 *
    graph.nodes.reduce(
      (sum, node) => sum + node.weights.reduce((part, { shape }) => part + weightSize(shape), 0),
      0,
    )
  );
}
