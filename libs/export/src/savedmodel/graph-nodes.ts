import { BATCH_NORMALISATION, type GraphNode, type WeightSource } from '@blockqnn/network';
import { bytes, type ByteParts } from './byte-parts.js';
import { constantNode } from './constant-node.js';
import { type Attribute, DATA_TYPES, encodeMessage, shapeMessage } from './tensorflow-messages.js';

type Attributes = Readonly<Record<string, Attribute>>;

/**
 * The TensorFlow nodes that compute what a node computes, each the members of a `NodeDef`. The last one bears
 * the node's id; names of what it needs begin with the id and a `/`.
 */
export function graphNodes(node: GraphNode, weights: WeightSource): readonly ByteParts[][] {
  const { id, operation, inputs } = node;
  const constants = node.weights.map((spec) => constantNode(spec.name, spec, weights));
  const parameters = node.weights.map(({ name }) => name);
  switch (operation.kind) {
    case 'input': {
      const shape = shapeMessage([-1, node.shape.height, node.shape.width, node.shape.channels]);
      return [nodeDef(id, 'Placeholder', [], { dtype: { type: DATA_TYPES.float }, shape: { shape } })];
    }
    case 'rescale': {
      const [scale, offset, scaled] = [`${id}/scale`, `${id}/offset`, `${id}/scaled`];
      return [
        scalar(scale, operation.scale),
        scalar(offset, operation.offset),
        nodeDef(scaled, 'Mul', [...inputs, scale], FLOATS),
        nodeDef(id, 'AddV2', [scaled, offset], FLOATS),
      ];
    }
    case 'relu':
      return [nodeDef(id, 'Relu', inputs, FLOATS)];
    case 'convolution':
      return [
        ...constants,
        nodeDef(id, 'Conv2D', [...inputs, ...parameters], {
          ...FLOATS,
          ...window('strides', operation.stride),
        }),
      ];
    case 'batchNormalisation':
      // Its parameters stand in the order of the weights: γ, β, mean, variance.
      return [
        ...constants,
        nodeDef(id, 'FusedBatchNormV3', [...inputs, ...parameters], {
          ...FLOATS,
          U: { type: DATA_TYPES.float },
          epsilon: { f: BATCH_NORMALISATION.epsilon },
          is_training: { b: false },
        }),
      ];
    case 'maxPooling':
      return [nodeDef(id, 'MaxPool', inputs, pooling(operation))];
    case 'averagePooling':
      return [nodeDef(id, 'AvgPool', inputs, pooling(operation))];
    case 'add':
      return [nodeDef(id, 'AddN', inputs, { ...FLOATS, N: { i: inputs.length } })];
    case 'concat': {
      const axis = `${id}/axis`;
      const attributes = { ...FLOATS, N: { i: inputs.length }, Tidx: { type: DATA_TYPES.int32 } };
      return [integers(axis, [-1], []), nodeDef(id, 'ConcatV2', [...inputs, axis], attributes)];
    }
    case 'globalAveragePooling': {
      const sides = `${id}/sides`;
      const attributes = { ...FLOATS, Tidx: { type: DATA_TYPES.int32 } };
      return [integers(sides, [1, 2], [2]), nodeDef(id, 'Mean', [...inputs, sides], attributes)];
    }
    case 'dense': {
      const [kernel = '', bias = ''] = parameters;
      const product = `${id}/product`;
      return [
        ...constants,
        nodeDef(product, 'MatMul', [...inputs, kernel], FLOATS),
        nodeDef(id, 'BiasAdd', [product, bias], FLOATS),
      ];
    }
    case 'softmax':
      return [nodeDef(id, 'Softmax', inputs, FLOATS)];
  }
}

const FLOATS: Attributes = { T: { type: DATA_TYPES.float } };

function nodeDef(name: string, op: string, input: readonly string[], attr: Attributes): ByteParts[] {
  return [bytes(encodeMessage('NodeDef', { name, op, input, attr }))];
}

function scalar(name: string, value: number): ByteParts[] {
  return constant(name, DATA_TYPES.float, [], new Uint8Array(Float32Array.of(value).buffer));
}

function integers(name: string, values: readonly number[], shape: readonly number[]): ByteParts[] {
  return constant(name, DATA_TYPES.int32, shape, new Uint8Array(Int32Array.from(values).buffer));
}

function constant(
  name: string,
  dtype: number,
  shape: readonly number[],
  tensorContent: Uint8Array,
): ByteParts[] {
  const tensor = { dtype, tensorShape: shapeMessage(shape), tensorContent };
  return nodeDef(name, 'Const', [], { dtype: { type: dtype }, value: { tensor } });
}

/** A side length for height and width, and "same" padding. */
function window(attribute: 'strides' | 'ksize', side: number): Attributes {
  return { [attribute]: { list: { i: [1, side, side, 1] } }, padding: { s: Buffer.from('SAME') } };
}

function pooling({ kernel, stride }: { readonly kernel: number; readonly stride: number }): Attributes {
  return { ...FLOATS, ...window('ksize', kernel), ...window('strides', stride) };
}
