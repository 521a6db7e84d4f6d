import { BATCH_NORMALISATION, type FeatureShape, type GraphNode, type LayerGraph } from '@blockqnn/network';
import { samePadding } from '../same-padding.js';
import type { Attribute, NodeMessage } from './onnx-messages.js';

/** Names of a model's input and outputs. */
export const ONNX_VALUES = { images: 'images', logits: 'logits', probabilities: 'probabilities' } as const;

type Attributes = Readonly<Record<string, Attribute>>;

/** A graph's nodes in ONNX operators; values and nodes bear the ids of the graph's nodes, channels stand first. */
export function onnxNodes(graph: LayerGraph): NodeMessage[] {
  const shapes = new Map(graph.nodes.map(({ id, shape }) => [id, shape]));
  return graph.nodes.flatMap((node) => {
    const [first] = node.inputs;
    return translate(node, first === undefined ? node.shape : (shapes.get(first) ?? node.shape));
  });
}

/** @param read - shape of the node's first input */
function translate({ id, operation, inputs, weights }: GraphNode, read: FeatureShape): NodeMessage[] {
  const withWeights = [...inputs, ...weights.map(({ name }) => name)];
  switch (operation.kind) {
    case 'input':
      return [operator('Transpose', [ONNX_VALUES.images], id, { perm: [0, 3, 1, 2] })];
    case 'rescale': {
      const scaled = `${id}_scaled`;
      return [
        operator('Mul', [...inputs, rescaleConstant(id, 'scale')], scaled),
        operator('Add', [scaled, rescaleConstant(id, 'offset')], id),
      ];
    }
    case 'relu':
      return [operator('Relu', inputs, id)];
    case 'convolution':
      return [operator('Conv', withWeights, id, windowOf(operation, read))];
    case 'batchNormalisation': {
      const { epsilon, momentum } = BATCH_NORMALISATION;
      const attributes = { epsilon: { float: epsilon }, momentum: { float: momentum } };
      return [operator('BatchNormalization', withWeights, id, attributes)];
    }
    case 'maxPooling':
      return [operator('MaxPool', inputs, id, windowOf(operation, read))];
    case 'averagePooling':
      return [operator('AveragePool', inputs, id, { ...windowOf(operation, read), count_include_pad: 0 })];
    case 'add':
      return [operator(inputs.length === 2 ? 'Add' : 'Sum', inputs, id)];
    case 'concat':
      return [operator('Concat', inputs, id, { axis: 1 })];
    case 'globalAveragePooling': {
      const maps = `${id}_maps`;
      return [operator('GlobalAveragePool', inputs, maps), operator('Flatten', [maps], id, { axis: 1 })];
    }
    case 'dense':
      return [operator('Gemm', withWeights, id)];
    case 'softmax':
      return [operator('Softmax', inputs, ONNX_VALUES.probabilities, { axis: 1 })];
  }
}

/** Name of a constant of a rescaling. */
export function rescaleConstant(id: string, constant: 'scale' | 'offset'): string {
  return `${id}/${constant}`;
}

function operator(
  opType: string,
  input: readonly string[],
  output: string,
  attributes: Attributes = {},
): NodeMessage {
  return { opType, name: output, input, output: [output], attributes };
}

/** Padding in numbers: ONNX's own name for it, SAME_UPPER, is deprecated. */
function windowOf(
  operation: { readonly kernel: number; readonly stride: number },
  { height, width }: FeatureShape,
): Attributes {
  const [top, bottom] = samePadding(height, operation);
  const [left, right] = samePadding(width, operation);
  const { kernel, stride } = operation;
  return {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [top, left, bottom, right],
  };
}
