import { BATCH_NORMALISATION } from '@blockqnn/network';
import {
  type DataflowGraph,
  type DataflowNode,
  firstOutput,
  type Shape,
  type Tensor,
} from './dataflow-graph.js';
import { type Attribute, DATA_TYPES, type DataType } from './saved-model.js';

/** Kernel and stride of a window, the same both ways; padding is "same". */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
}

const text = (value: string): Attribute => ({ s: Buffer.from(value) });

/** An operation with one output, which is of the type of its inputs but for those of int32. */
export function compute(
  graph: DataflowGraph,
  op: string,
  inputs: readonly Tensor[],
  shape: Shape,
  attributes: Readonly<Record<string, Attribute>> = {},
): Tensor {
  const type = inputs.find((input) => input.type !== 'int32')?.type ?? 'int32';
  const options = { op, inputs, attributes: { ...typeOf(type), ...attributes } };
  return firstOutput(graph.add({ ...options, outputs: [{ type, shape }] }));
}

function typeOf(type: DataType): { readonly T: Attribute } {
  return { T: { type: DATA_TYPES[type] } };
}

export function scalar(graph: DataflowGraph, value: number): Tensor {
  return graph.constant(Float32Array.of(value), []);
}

export function integers(graph: DataflowGraph, values: readonly number[]): Tensor {
  return graph.constant(Int32Array.from(values), [values.length]);
}

/** Element by element; the result has the shape of the left one. */
export function multiply(graph: DataflowGraph, left: Tensor, right: Tensor): Tensor {
  return compute(graph, 'Mul', [left, right], left.shape);
}

export function subtract(graph: DataflowGraph, left: Tensor, right: Tensor): Tensor {
  return compute(graph, 'Sub', [left, right], left.shape);
}

/** The sum of tensors of one shape; a single one is itself. */
export function sum(graph: DataflowGraph, terms: readonly Tensor[]): Tensor {
  const [first, second] = terms;
  if (!first) throw new RangeError('terms: at least 1');
  if (!second) return first;
  if (terms.length === 2) return compute(graph, 'AddV2', terms, first.shape);
  return compute(graph, 'AddN', terms, first.shape, { N: { i: terms.length } });
}

export function reshape(graph: DataflowGraph, tensor: Tensor, shape: Shape): Tensor {
  return compute(graph, 'Reshape', [tensor, integers(graph, shape)], shape, {
    Tshape: { type: DATA_TYPES.int32 },
  });
}

/** A vector of equal values. */
export function fill(graph: DataflowGraph, size: number, value: number): Tensor {
  return compute(graph, 'Fill', [integers(graph, [size]), scalar(graph, value)], [size], {
    index_type: { type: DATA_TYPES.int32 },
  });
}

/** Parts of a tensor along its first axis. */
export function gather(graph: DataflowGraph, tensor: Tensor, indices: Tensor): Tensor {
  return gatherAlong(graph, tensor, indices, { axis: 0, batchDimensions: 0 });
}

/**
 * Parts of a tensor along an axis; of the first axes, `batchDimensions` of them, each part has indices of
 * its own.
 */
export function gatherAlong(
  graph: DataflowGraph,
  tensor: Tensor,
  indices: Tensor,
  { axis, batchDimensions }: { readonly axis: number; readonly batchDimensions: number },
): Tensor {
  const shape = [
    ...tensor.shape.slice(0, axis),
    ...indices.shape.slice(batchDimensions),
    ...tensor.shape.slice(axis + 1),
  ];
  const node = graph.add({
    op: 'GatherV2',
    inputs: [tensor, indices, graph.constant(Int32Array.of(axis), [])],
    attributes: {
      Tparams: { type: DATA_TYPES[tensor.type] },
      Tindices: { type: DATA_TYPES.int32 },
      Taxis: { type: DATA_TYPES.int32 },
      batch_dims: { i: batchDimensions },
    },
    outputs: [{ type: tensor.type, shape }],
  });
  return firstOutput(node);
}

/** The sides of a tensor as they are in the run, [dimensions]. */
export function shapeOf(graph: DataflowGraph, tensor: Tensor): Tensor {
  const attributes = { T: { type: DATA_TYPES[tensor.type] }, out_type: { type: DATA_TYPES.int32 } };
  const outputs = [{ type: 'int32', shape: [tensor.shape.length] }] as const;
  return firstOutput(graph.add({ op: 'Shape', inputs: [tensor], attributes, outputs }));
}

/** A tensor of that type already is itself. */
export function cast(graph: DataflowGraph, tensor: Tensor, type: DataType): Tensor {
  if (tensor.type === type) return tensor;
  const attributes = { SrcT: { type: DATA_TYPES[tensor.type] }, DstT: { type: DATA_TYPES[type] } };
  const outputs = [{ type, shape: tensor.shape }];
  return firstOutput(graph.add({ op: 'Cast', inputs: [tensor], attributes, outputs }));
}

/** Puts tensors one behind the other along an axis. What is put together so already is not copied twice. */
export function concat(graph: DataflowGraph, tensors: readonly Tensor[], axis: number): Tensor {
  const parts = tensors.flatMap((tensor) => partsAlong(tensor, axis));
  const [first] = parts;
  if (!first) throw new RangeError('parts: at least 1');
  if (parts.length === 1) return first;
  const side = parts.reduce((total, { shape }) => total + (shape[axis] ?? 0), 0);
  return compute(
    graph,
    'ConcatV2',
    [...parts, graph.constant(Int32Array.of(axis), [])],
    first.shape.with(axis, side),
    { N: { i: parts.length }, Tidx: { type: DATA_TYPES.int32 } },
  );
}

/** What a tensor is put together of along the axis. */
function partsAlong(tensor: Tensor, axis: number): readonly Tensor[] {
  const { op, inputs } = tensor.node;
  const parts = inputs.slice(0, -1);
  const isAlong = op === 'ConcatV2' && parts.every(({ shape }) => isEqualBut(axis, shape, tensor.shape));
  return isAlong ? parts : [tensor];
}

function isEqualBut(axis: number, shape: Shape, other: Shape): boolean {
  return shape.every((side, at) => at === axis || side === other[at]);
}

/** Cuts a tensor along an axis into parts of the given sizes. */
export function split(
  graph: DataflowGraph,
  tensor: Tensor,
  sizes: readonly number[],
  axis: number,
): readonly Tensor[] {
  const node = graph.add({
    op: 'SplitV',
    inputs: [tensor, integers(graph, sizes), graph.constant(Int32Array.of(axis), [])],
    attributes: { ...typeOf(tensor.type), num_split: { i: sizes.length }, Tlen: { type: DATA_TYPES.int32 } },
    outputs: sizes.map((size) => ({ type: tensor.type, shape: tensor.shape.with(axis, size) })),
  });
  return node.outputs;
}

export function relu(graph: DataflowGraph, input: Tensor): Tensor {
  return compute(graph, 'Relu', [input], input.shape);
}

/** @param filter - [kernel, kernel, in, out] */
export function convolution(graph: DataflowGraph, input: Tensor, filter: Tensor, stride: number): Tensor {
  const shape = windowed(input.shape, stride).with(3, filter.shape[3] ?? 0);
  return compute(graph, 'Conv2D', [input, filter], shape, convolutionAttributes(stride));
}

function convolutionAttributes(stride: number): Record<string, Attribute> {
  return { strides: { list: { i: [1, stride, stride, 1] } }, padding: text('SAME') };
}

/** `max` or `average`; the latter leaves padding out. */
export function pooling(
  graph: DataflowGraph,
  input: Tensor,
  kind: 'max' | 'average',
  window: Window,
): Tensor {
  const op = kind === 'max' ? 'MaxPool' : 'AvgPool';
  return compute(graph, op, [input], windowed(input.shape, window.stride), {
    ksize: { list: { i: [1, window.kernel, window.kernel, 1] } },
    ...convolutionAttributes(window.stride),
  });
}

function windowed(shape: Shape, stride: number): Shape {
  const [batch = -1, height = 0, width = 0, channels = 0] = shape;
  return [batch, Math.ceil(height / stride), Math.ceil(width / stride), channels];
}

/** Outputs of the node: the normalised input, the batch's mean, its variance (by count − 1), and three for the way back. */
export function normalise(
  graph: DataflowGraph,
  input: Tensor,
  { gamma, beta, mean, variance }: Readonly<Record<'gamma' | 'beta' | 'mean' | 'variance', Tensor>>,
  isTraining: boolean,
): DataflowNode {
  const perChannel = { type: 'float', shape: gamma.shape } as const;
  return graph.add({
    op: 'FusedBatchNormV3',
    inputs: [input, gamma, beta, mean, variance],
    attributes: {
      ...typeOf(input.type),
      U: { type: DATA_TYPES.float },
      epsilon: { f: BATCH_NORMALISATION.epsilon },
      is_training: { b: isTraining },
    },
    outputs: [input, ...Array.from({ length: 5 }, () => perChannel)],
  });
}

/** The mean over height and width: [batch, height, width, channels] to [batch, channels]. */
export function meanOverPixels(graph: DataflowGraph, input: Tensor): Tensor {
  const [batch = -1, , , channels = 0] = input.shape;
  return compute(graph, 'Mean', [input, integers(graph, [1, 2])], [batch, channels], {
    Tidx: { type: DATA_TYPES.int32 },
  });
}

/** The product of two matrices, either of them turned before. */
export function matrixProduct(
  graph: DataflowGraph,
  left: Tensor,
  right: Tensor,
  { turnLeft = false, turnRight = false } = {},
): Tensor {
  const shape = [left.shape[turnLeft ? 1 : 0] ?? -1, right.shape[turnRight ? 0 : 1] ?? -1];
  const attributes = { transpose_a: { b: turnLeft }, transpose_b: { b: turnRight } };
  return compute(graph, 'MatMul', [left, right], shape, attributes);
}

export function addBias(graph: DataflowGraph, input: Tensor, bias: Tensor): Tensor {
  return compute(graph, 'BiasAdd', [input, bias], input.shape);
}
