import type { DataflowGraph, DataflowNode, Tensor } from './dataflow-graph.js';
import {
  cast,
  compute,
  concat,
  integers,
  matrixProduct,
  multiply,
  reshape,
  shapeOf,
  split,
} from './operations.js';

interface RuleContext {
  readonly graph: DataflowGraph;
  readonly node: DataflowNode;
  /** Of the node's outputs; undefined where nothing that matters reads one. */
  readonly outputGradients: readonly (Tensor | undefined)[];
  /** For each input, whether its gradient is asked for. */
  readonly needed: readonly boolean[];
}

/** Takes gradients of a node's outputs to its inputs; undefined for inputs that have or need none. */
export type GradientRule = (context: RuleContext) => readonly (Tensor | undefined)[];

/** Throws RangeError for an operation without a rule. */
export function gradientRule(op: string): GradientRule {
  const rule = RULES[op];
  if (!rule) throw new RangeError(`${op}: has no gradient rule`);
  return rule;
}

const RULES: Readonly<Record<string, GradientRule>> = {
  /** Gradients pass where the output is above 0. */
  Relu: ({ graph, node, outputGradients: [gradient] }) => {
    const output = outputAt(node, 0);
    return [compute(graph, 'ReluGrad', [given(gradient), output], output.shape)];
  },

  /** To the input by the filter turned round, to the filter by correlation with the input. */
  Conv2D: ({ graph, node, outputGradients: [gradient], needed }) => {
    const [input, filter] = [inputAt(node, 0), inputAt(node, 1)];
    const attributes = windowAttributes(node);
    return [
      needed[0]
        ? compute(
            graph,
            'Conv2DBackpropInput',
            [shapeOf(graph, input), filter, given(gradient)],
            input.shape,
            attributes,
          )
        : undefined,
      needed[1] ? filterGradient(graph, node, given(gradient)) : undefined,
    ];
  },

  /** Through mean and variance of the batch too; the statistics' own outputs pass no gradient on. */
  FusedBatchNormV3: ({ graph, node, outputGradients: [gradient] }) => {
    const [input, gamma] = [inputAt(node, 0), inputAt(node, 1)];
    const kept = [3, 4, 5].map((position) => outputAt(node, position));
    const back = graph.add({
      op: 'FusedBatchNormGradV3',
      inputs: [given(gradient), input, gamma, ...kept],
      attributes: node.attributes,
      outputs: [input, gamma, gamma, gamma, gamma].map(({ type, shape }) => ({ type, shape })),
    });
    return back.outputs.slice(0, 3);
  },

  /** The first of the largest pixels of a window gets the gradient. */
  MaxPool: ({ graph, node, outputGradients: [gradient] }) => {
    const input = inputAt(node, 0);
    const inputs = [input, outputAt(node, 0), given(gradient)];
    return [compute(graph, 'MaxPoolGrad', inputs, input.shape, windowAttributes(node))];
  },

  /** The pixels of a window share the gradient. */
  AvgPool: ({ graph, node, outputGradients: [gradient] }) => {
    const input = inputAt(node, 0);
    const inputs = [shapeOf(graph, input), given(gradient)];
    return [compute(graph, 'AvgPoolGrad', inputs, input.shape, windowAttributes(node))];
  },

  AddV2: ({ outputGradients: [gradient] }) => [gradient, gradient],

  AddN: ({ node, outputGradients: [gradient] }) => node.inputs.map(() => gradient),

  ConcatV2: ({ graph, node, outputGradients: [gradient] }) => {
    const parts = node.inputs.slice(0, -1);
    const axis = differingAxis(outputAt(node, 0), parts);
    const sizes = parts.map(({ shape }) => shape[axis] ?? 0);
    return split(graph, given(gradient), sizes, axis);
  },

  /** Parts that nothing reads count as 0. */
  SplitV: ({ graph, node, outputGradients }) => {
    const axis = differingAxis(inputAt(node, 0), node.outputs);
    const parts = node.outputs.map((output, position) => {
      const size = output.shape.reduce((product, side) => product * side, 1);
      return outputGradients[position] ?? graph.constant(new Float32Array(size), output.shape);
    });
    return [concat(graph, parts, axis)];
  },

  Reshape: ({ graph, node, outputGradients: [gradient] }) => [
    reshape(graph, given(gradient), inputAt(node, 0).shape),
  ],

  /** Over height and width: every pixel gets its share. */
  Mean: ({ graph, node, outputGradients: [gradient] }) => {
    const { shape } = inputAt(node, 0);
    const [, height = 1, width = 1, channels = 1] = shape;
    const pixels = height * width;
    const share = graph.constant(new Float32Array(pixels).fill(1 / pixels), [1, height, width, 1]);
    const column = reshape(graph, given(gradient), [-1, 1, 1, channels]);
    return [compute(graph, 'Mul', [column, share], shape)];
  },

  MatMul: ({ graph, node, outputGradients: [gradient], needed }) => {
    const [left, right] = [inputAt(node, 0), inputAt(node, 1)];
    return [
      needed[0] ? matrixProduct(graph, given(gradient), right, { turnRight: true }) : undefined,
      needed[1] ? matrixProduct(graph, left, given(gradient), { turnLeft: true }) : undefined,
    ];
  },

  BiasAdd: ({ graph, node, outputGradients: [gradient] }) => [
    gradient,
    compute(graph, 'BiasAddGrad', [given(gradient)], inputAt(node, 1).shape),
  ],

  Cast: ({ graph, node, outputGradients: [gradient] }) => [
    cast(graph, given(gradient), inputAt(node, 0).type),
  ],

  SparseSoftmaxCrossEntropyWithLogits: crossEntropyRule,
  SoftmaxCrossEntropyWithLogits: crossEntropyRule,
};

/** The operation itself gives softmax − target, [batch, classes]. */
function crossEntropyRule({ graph, node, outputGradients: [gradient] }: RuleContext): readonly Tensor[] {
  const column = reshape(graph, given(gradient), [-1, 1]);
  return [multiply(graph, outputAt(node, 1), column)];
}

/** Where each pixel of the output comes from one of the input, it is a product of matrices, faster in float32. */
function filterGradient(graph: DataflowGraph, node: DataflowNode, gradient: Tensor): Tensor {
  const [input, filter] = [inputAt(node, 0), inputAt(node, 1)];
  const [kernel, , inChannels = 0, outChannels = 0] = filter.shape;
  const isPointwise = kernel === 1 && [1, 2].every((axis) => input.shape[axis] === gradient.shape[axis]);
  if (isPointwise && input.type === 'float') {
    const pixels = reshape(graph, input, [-1, inChannels]);
    const slopes = reshape(graph, gradient, [-1, outChannels]);
    return reshape(graph, matrixProduct(graph, pixels, slopes, { turnLeft: true }), filter.shape);
  }
  const inputs = [input, integers(graph, filter.shape), gradient];
  return compute(graph, 'Conv2DBackpropFilter', inputs, filter.shape, windowAttributes(node));
}

/** Of the window; the rest follows from the inputs. */
function windowAttributes({ attributes }: DataflowNode): DataflowNode['attributes'] {
  const { ksize, strides, padding } = attributes;
  return { ...(ksize && { ksize }), ...(strides && { strides }), ...(padding && { padding }) };
}

/** The axis along which parts make up the whole. */
function differingAxis(whole: Tensor, parts: readonly Tensor[]): number {
  return Math.max(
    whole.shape.findIndex((side, axis) => parts.some(({ shape }) => shape[axis] !== side)),
    0,
  );
}

function given(gradient: Tensor | undefined): Tensor {
  if (!gradient) throw new RangeError('gradient: none for the first output');
  return gradient;
}

function inputAt(node: DataflowNode, position: number): Tensor {
  const input = node.inputs[position];
  if (!input) throw new RangeError(`${node.name}: has no input ${position}`);
  return input;
}

function outputAt(node: DataflowNode, position: number): Tensor {
  const output = node.outputs[position];
  if (!output) throw new RangeError(`${node.name}: has no output ${position}`);
  return output;
}
