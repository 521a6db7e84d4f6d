import type { GraphNode, LayerGraph } from '@blockqnn/network';
import { kerasLayer } from './keras-layer.js';

/** A graph as a Keras functional model: its layers bear the ids of the nodes. */
export function kerasTopology(graph: LayerGraph, name: string) {
  const reference = (id: string | undefined): unknown[] => [id, 0, 0];
  return {
    class_name: 'Model',
    config: {
      name,
      layers: graph.nodes.map(serialiseNode),
      input_layers: [reference(graph.nodes.at(0)?.id)],
      output_layers: [reference(graph.nodes.at(-1)?.id)],
    },
  };
}

function serialiseNode(node: GraphNode) {
  const { className, config } = kerasLayer(node);
  return {
    class_name: className,
    name: node.id,
    config: { name: node.id, trainable: true, dtype: 'float32', ...config },
    // One call of the layer, with as many tensors as the node has inputs.
    inbound_nodes: node.inputs.length === 0 ? [] : [node.inputs.map((input) => [input, 0, 0, {}])],
  };
}
