import type { FeatureShape, GraphNode } from '@blockqnn/network';
import { type KerasLayer, kerasLayer } from '../keras-layer.js';

/** A functional model as Keras writes it since 3.4 to `config.json`; its layers bear the ids of the nodes. */
export function kerasConfig(nodes: readonly GraphNode[], name: string) {
  const reference = (id: string | undefined): unknown[] => [id, 0, 0];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return {
    // Where all versions of Keras 3 say that it comes from, and look for it.
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    registered_name: 'Functional',
    config: {
      name,
      trainable: true,
      layers: nodes.map((node) => layerConfig(node, byId)),
      input_layers: reference(nodes.at(0)?.id),
      output_layers: reference(nodes.at(-1)?.id),
    },
  };
}

function layerConfig(node: GraphNode, byId: ReadonlyMap<string, GraphNode>) {
  const { className, config } = kerasThreeLayer(node);
  const tensors = node.inputs.flatMap((id) => byId.get(id) ?? []).map(tensor);
  const argument = tensors.length === 1 ? tensors[0] : tensors;
  return {
    module: 'keras.layers',
    class_name: className,
    registered_name: null,
    name: node.id,
    config: { name: node.id, dtype: 'float32', ...config },
    inbound_nodes: tensors.length === 0 ? [] : [{ args: [argument], kwargs: {} }],
  };
}

/** Of all layers the input alone is written otherwise than for Keras 2 and TensorFlow.js. */
function kerasThreeLayer(node: GraphNode): KerasLayer {
  const layer = kerasLayer(node);
  return node.operation.kind === 'input'
    ? { className: layer.className, config: { batch_shape: batchShape(node) } }
    : { className: layer.className, config: { trainable: true, ...layer.config } };
}

function tensor(node: GraphNode) {
  return {
    class_name: '__keras_tensor__',
    config: { shape: batchShape(node), dtype: 'float32', keras_history: [node.id, 0, 0] },
  };
}

function batchShape({ operation, shape }: GraphNode): (number | null)[] {
  return [null, ...(VECTORS.has(operation.kind) ? [shape.channels] : sides(shape))];
}

const VECTORS: ReadonlySet<GraphNode['operation']['kind']> = new Set([
  'globalAveragePooling',
  'dense',
  'softmax',
]);

function sides({ height, width, channels }: FeatureShape): number[] {
  return [height, width, channels];
}
