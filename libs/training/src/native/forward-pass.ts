import type { GraphNode, LayerGraph, WeightSpec } from '@blockqnn/network';
import { type DataflowGraph, firstOutput, type Tensor } from './dataflow-graph.js';
import {
  addBias,
  cast,
  compute,
  concat,
  convolution,
  matrixProduct,
  meanOverPixels,
  multiply,
  normalise,
  pooling,
  relu,
  scalar,
  sum,
} from './operations.js';
import type { Precision } from './precision.js';

/** Finds a node's weight by its role. */
type WeightOf = (role: WeightSpec['role']) => Tensor;

/** What batch normalisation of one node saw, each [channels]; the variance divided by count − 1. */
export interface BatchStatistics {
  readonly node: GraphNode;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

export interface ForwardPass {
  /** [batch, classes] */
  readonly logits: Tensor;
  /** Of each normalising node; empty where moving statistics are used. */
  readonly statistics: readonly BatchStatistics[];
}

/**
 * Adds a network's way from images to logits to a graph.
 *
 * @param images - [batch, height, width, channels], float, 0–255
 * @param weights - by name
 */
export function forwardPass(
  graph: DataflowGraph,
  network: LayerGraph,
  images: Tensor,
  weights: ReadonlyMap<string, Tensor>,
  pass: Pick<LayerContext, 'isTraining' | 'precision'>,
): ForwardPass {
  const outputs = new Map<string, Tensor>();
  const statistics: BatchStatistics[] = [];
  let last = images;
  for (const node of network.nodes) {
    const inputs = node.inputs.map((id) => known(outputs.get(id), id));
    last = layer(graph, node, inputs.length === 0 ? [images] : inputs, {
      weightOf: (role) => {
        const spec = node.weights.find((weight) => weight.role === role);
        return known(spec && weights.get(spec.name), `${node.id}/${role}`);
      },
      ...pass,
      onStatistics: (seen) => statistics.push(seen),
    });
    outputs.set(node.id, last);
  }
  return { logits: last, statistics };
}

export interface LayerContext {
  readonly weightOf: WeightOf;
  /** Whether batch normalisation uses the batch's own statistics. */
  readonly isTraining: boolean;
  readonly precision: Precision;
  readonly onStatistics: (statistics: BatchStatistics) => void;
}

/** Adds what one node computes. */
export function layer(
  graph: DataflowGraph,
  node: GraphNode,
  inputs: readonly Tensor[],
  context: LayerContext,
): Tensor {
  const { operation } = node;
  const input = known(inputs[0], `${node.id}: input`);
  switch (operation.kind) {
    case 'input':
    case 'softmax':
      // Neither is computed here: the batch is given, and the loss takes the logits.
      return input;
    case 'rescale': {
      const scaled = multiply(graph, input, scalar(graph, operation.scale));
      return compute(graph, 'AddV2', [scaled, scalar(graph, operation.offset)], scaled.shape);
    }
    case 'relu':
      return relu(graph, input);
    case 'convolution':
      return convolutionIn(graph, input, context, operation.stride);
    case 'batchNormalisation':
      return batchNormalisation(graph, node, input, context);
    case 'maxPooling':
      return pooling(graph, input, 'max', operation);
    case 'averagePooling':
      return pooling(graph, input, 'average', operation);
    case 'add':
      return sum(graph, inputs);
    case 'concat':
      return concat(graph, inputs, 3);
    case 'globalAveragePooling':
      return meanOverPixels(graph, input);
    case 'dense':
      return addBias(
        graph,
        matrixProduct(graph, input, context.weightOf('kernel')),
        context.weightOf('bias'),
      );
  }
}

/** In the precision asked for, from float32 to float32. */
function convolutionIn(
  graph: DataflowGraph,
  input: Tensor,
  { weightOf, precision }: LayerContext,
  stride: number,
): Tensor {
  const kernel = weightOf('kernel');
  if (precision === 'float32') return convolution(graph, input, kernel, stride);
  const product = convolution(graph, cast(graph, input, 'bfloat16'), cast(graph, kernel, 'bfloat16'), stride);
  return cast(graph, product, 'float');
}

function batchNormalisation(
  graph: DataflowGraph,
  node: GraphNode,
  input: Tensor,
  { weightOf, isTraining, onStatistics }: LayerContext,
): Tensor {
  const [gamma, beta] = [weightOf('gamma'), weightOf('beta')];
  if (!isTraining) {
    const moving = { mean: weightOf('movingMean'), variance: weightOf('movingVariance') };
    return firstOutput(normalise(graph, input, { gamma, beta, ...moving }, false));
  }
  const none = graph.constant(new Float32Array(), [0]);
  const { outputs } = normalise(graph, input, { gamma, beta, mean: none, variance: none }, true);
  const [output, mean, variance] = outputs;
  onStatistics({ node, mean: known(mean, 'mean'), variance: known(variance, 'variance') });
  return known(output, 'output');
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`${what}: is missing`);
  return value;
}
