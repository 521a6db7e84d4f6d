import type { GraphNode, LayerGraph } from '@blockqnn/network';
import { type KerasLayer, kerasLayer } from './keras-layer.js';

/**
 * A graph as a Keras functional model: its layers bear the ids of the nodes.
 *
 * A node that reads one value several times reads all but the first through a linear activation: the
 * executor of TensorFlow.js counts such a reader once but settles its account twice, and so disposes of
 * the value before others have read it.
 */
export function kerasTopology(graph: LayerGraph, name: string) {
  const reference = (id: string | undefined): unknown[] => [id, 0, 0];
  return {
    class_name: 'Model',
    config: {
      name,
      layers: graph.nodes.flatMap(serialiseNode),
      input_layers: [reference(graph.nodes.at(0)?.id)],
      output_layers: [reference(graph.nodes.at(-1)?.id)],
    },
  };
}

const LINEAR: KerasLayer = { className: 'Activation', config: { activation: 'linear' } };

function serialiseNode(node: GraphNode) {
  const reads = node.inputs.map((input, position) => {
    const isRepeated = node.inputs.indexOf(input) < position;
    return { input, name: isRepeated ? `${node.id}_input${position + 1}` : input };
  });
  const copies = reads.filter(({ input, name }) => name !== input);
  return [
    ...copies.map(({ input, name }) => serialiseLayer(LINEAR, name, [input])),
    serialiseLayer(
      kerasLayer(node),
      node.id,
      reads.map(({ name }) => name),
    ),
  ];
}

function serialiseLayer({ className, config }: KerasLayer, name: string, inputs: readonly string[]) {
  return {
    class_name: className,
    name,
    config: { name, trainable: true, dtype: 'float32', ...config },
    // One call of the layer, with as many tensors as it has inputs.
    inbound_nodes: inputs.length === 0 ? [] : [inputs.map((input) => [input, 0, 0, {}])],
  };
}
