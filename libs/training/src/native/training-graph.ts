import { BATCH_NORMALISATION, type LayerGraph, type WeightSpec } from '@blockqnn/network';
import { ADAM } from '../optimiser.js';
import { DataflowGraph, type Tensor } from './dataflow-graph.js';
import { gradients } from './differentiation.js';
import { type BatchStatistics, forwardPass } from './forward-pass.js';
import {
  cast,
  compute,
  concat,
  crossEntropy,
  hits,
  multiply,
  reshape,
  scalar,
  shapeOf,
  split,
  subtract,
  total,
} from './operations.js';
import { DATA_TYPES } from './saved-model.js';
import { FlatVariable, runAfter } from './variable.js';
import { WeightLayout } from './weight-layout.js';

/** What is computed for a batch of images. */
export interface BatchOutputs {
  /** Sum of cross-entropies in nats, []. */
  readonly loss: Tensor;
  /** Images classified correctly, []. */
  readonly correct: Tensor;
}

/** All that a network ever computes, as one TensorFlow graph; what is not fetched does not run. */
export interface TrainingGraph {
  readonly graph: DataflowGraph;
  /** Of trained weights in the vector `parameters`. */
  readonly parameterLayout: WeightLayout;
  /** Of moving statistics in the vector `statistics`. */
  readonly statisticsLayout: WeightLayout;
  readonly inputs: {
    /** [batch, height, width, channels], uint8. */
    readonly images: Tensor;
    /** [batch], int32. */
    readonly labels: Tensor;
    /** Adam's step size, bias correction included, []. */
    readonly stepSize: Tensor;
    readonly newParameters: Tensor;
    readonly newStatistics: Tensor;
  };
  /**
   * Fetching them takes one step of Adam; the loss is that before it. ReLU turns what is no number into 0,
   * so the loss may look sound where the gradients' sum does not.
   */
  readonly train: BatchOutputs & { readonly gradientSum: Tensor };
  /** With moving statistics. */
  readonly evaluate: BatchOutputs;
  readonly read: { readonly parameters: Tensor; readonly statistics: Tensor };
  /** Fetching it takes over new weights and statistics and forgets Adam's moments. */
  readonly reset: Tensor;
}

export function buildTrainingGraph(network: LayerGraph): TrainingGraph {
  const graph = new DataflowGraph();
  const parameterLayout = new WeightLayout(network, true);
  const statisticsLayout = new WeightLayout(network, false);
  const { height = 0, width = 0, channels = 0 } = network.nodes[0]?.shape ?? {};
  const inputs = {
    images: graph.placeholder('images', 'uint8', [-1, height, width, channels]),
    labels: graph.placeholder('labels', 'int32', [-1]),
    stepSize: graph.placeholder('step_size', 'float', []),
    newParameters: graph.placeholder('new_parameters', 'float', [parameterLayout.size]),
    newStatistics: graph.placeholder('new_statistics', 'float', [statisticsLayout.size]),
  };
  // Flat vectors, so that Adam and the moving statistics are one operation each however many layers there are.
  const parameters = new FlatVariable(graph, 'parameters', parameterLayout.size);
  const means = new FlatVariable(graph, 'adam_means', parameterLayout.size);
  const squares = new FlatVariable(graph, 'adam_squares', parameterLayout.size);
  const statistics = new FlatVariable(graph, 'statistics', statisticsLayout.size);
  const weights = new Map([
    ...namedParts(graph, parameters.value, parameterLayout),
    ...namedParts(graph, statistics.value, statisticsLayout),
  ]);
  const pixels = cast(graph, inputs.images, 'float');
  const outputsOf = (logits: Tensor): { losses: Tensor } & BatchOutputs => {
    const losses = crossEntropy(graph, logits, inputs.labels);
    return { losses, loss: total(graph, losses), correct: total(graph, hits(graph, logits, inputs.labels)) };
  };

  const forward = forwardPass(graph, network, pixels, weights, true);
  const trained = outputsOf(forward.logits);
  const share = compute(graph, 'Reciprocal', [countOf(graph, inputs.labels)], []);
  const [gradient] = gradients(graph, trained.losses, repeated(graph, share, inputs.labels), [
    parameters.value,
  ]);
  if (!gradient) throw new RangeError('gradient: none');
  const adam = graph.addStateful({
    op: 'ResourceApplyAdam',
    inputs: [
      ...[parameters, means, squares].map(({ handle }) => handle),
      // Bias correction is part of the step size.
      ...[0, 0].map((power) => scalar(graph, power)),
      inputs.stepSize,
      ...[ADAM.beta1, ADAM.beta2, ADAM.epsilon].map((value) => scalar(graph, value)),
      gradient,
    ],
    attributes: { T: { type: DATA_TYPES.float } },
    outputs: [],
  });
  const batch = batchStatistics(graph, forward.statistics, share, statisticsLayout);
  const change = multiply(
    graph,
    subtract(graph, batch, statistics.value),
    scalar(graph, 1 - BATCH_NORMALISATION.momentum),
  );
  const updates = [adam, statistics.addTo(change)];

  const evaluated = outputsOf(forwardPass(graph, network, pixels, weights, false).logits);
  const zeros = compute(graph, 'ZerosLike', [inputs.newParameters], inputs.newParameters.shape);
  const assignments = [
    parameters.assign(inputs.newParameters),
    means.assign(zeros),
    squares.assign(zeros),
    statistics.assign(inputs.newStatistics),
  ];
  return {
    graph,
    parameterLayout,
    statisticsLayout,
    inputs,
    train: {
      loss: runAfter(graph, 'train_loss', trained.loss, updates),
      gradientSum: total(graph, gradient),
      correct: runAfter(graph, 'train_correct', trained.correct, updates),
    },
    evaluate: { loss: evaluated.loss, correct: evaluated.correct },
    read: { parameters: parameters.value, statistics: statistics.value },
    reset: runAfter(graph, 'reset', scalar(graph, 0), assignments),
  };
}

/** The weights in a flat vector, by name. */
function namedParts(
  graph: DataflowGraph,
  values: Tensor,
  { specs, sizes }: WeightLayout,
): [string, Tensor][] {
  const parts = split(graph, values, sizes, 0);
  return specs.flatMap(({ name, shape }, index): [string, Tensor][] => {
    const part = parts[index];
    return part ? [[name, shape.length === 1 ? part : reshape(graph, part, shape)]] : [];
  });
}

/** Elements of a vector, as a float, []. */
function countOf(graph: DataflowGraph, vector: Tensor): Tensor {
  return reshape(graph, cast(graph, shapeOf(graph, vector), 'float'), []);
}

/** A value as often as a vector has elements. */
function repeated(graph: DataflowGraph, value: Tensor, vector: Tensor): Tensor {
  return compute(graph, 'Fill', [shapeOf(graph, vector), value], vector.shape, {
    index_type: { type: DATA_TYPES.int32 },
  });
}

/**
 * What the moving statistics follow, laid out like them. TensorFlow divides variances by count − 1; here
 * they are divided by the count.
 *
 * @param share - 1 by the batch size
 */
function batchStatistics(
  graph: DataflowGraph,
  seen: readonly BatchStatistics[],
  share: Tensor,
  { specs }: WeightLayout,
): Tensor {
  const valueOf = ({ name, role }: WeightSpec): Tensor => {
    const found = seen.find(({ node }) => node.weights.some((weight) => weight.name === name));
    if (!found) throw new RangeError(`${name}: has no batch statistics`);
    if (role === 'movingMean') return found.mean;
    const { height, width } = found.node.shape;
    const shareOfPixel = multiply(graph, share, scalar(graph, 1 / (height * width)));
    return multiply(graph, found.variance, subtract(graph, scalar(graph, 1), shareOfPixel));
  };
  return concat(graph, specs.map(valueOf), 0);
}
