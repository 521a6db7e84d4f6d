import { BATCH_NORMALISATION, type LayerGraph } from '@blockqnn/network';
import type { Learning } from '../optimiser.js';
import { batchStatistics } from './batch-statistics.js';
import { DataflowGraph, type Tensor } from './dataflow-graph.js';
import { gradients } from './differentiation.js';
import { forwardPass } from './forward-pass.js';
import { blanked, type Covering, type ImageGathering, imageGathering } from './image-gathering.js';
import { crossEntropy, hits, softCrossEntropy, total } from './losses.js';
import { cast, compute, fill, multiply, reshape, scalar, shapeOf, split, subtract } from './operations.js';
import { type Moment, optimiserUpdate } from './optimiser-update.js';
import type { Precision } from './precision.js';
import { DATA_TYPES } from './saved-model.js';
import { mixed, type Mixing, softTargets } from './targets.js';
import { runAfter, Variable } from './variable.js';
import { WeightLayout } from './weight-layout.js';

/** What a graph is built for besides its network. */
export interface TrainingOptions {
  readonly learning: Learning;
  readonly precision: Precision;
  /** Whether batches can be cut out and mixed; a graph that cannot has less to do. */
  readonly features: { readonly cuts: boolean; readonly mixes: boolean };
}

/** What is computed for a batch of images. */
export interface BatchOutputs {
  /** Sum of cross-entropies in nats, []. */
  readonly loss: Tensor;
  /** Images classified correctly, []. */
  readonly correct: Tensor;
}

/** A vector that runs can read and write. */
export interface Slot<Name = string> {
  readonly name: Name;
  readonly layout: WeightLayout;
  readonly value: Tensor;
  /** Fed to a run that fetches `write`. */
  readonly newValue: Tensor;
}

/** All that a network ever computes, as one TensorFlow graph; what is not fetched does not run. */
export interface TrainingGraph {
  readonly graph: DataflowGraph;
  readonly images: ImageGathering;
  readonly inputs: {
    /** [batch], int32. */
    readonly labels: Tensor;
    /** See `stepSizeOf`, []. */
    readonly stepSize: Tensor;
    readonly covering: Covering | undefined;
    readonly mixing: Mixing | undefined;
  };
  /**
   * Fetching them takes one step of the optimiser; the loss is that before it. ReLU turns what is no
   * number into 0, so the loss may look sound where the gradients' sum does not.
   */
  readonly train: BatchOutputs & { readonly gradientSum: Tensor };
  /** With moving statistics, against the labels. */
  readonly evaluate: BatchOutputs;
  readonly parameters: Slot;
  readonly statistics: Slot;
  readonly moments: readonly Slot<Moment['name']>[];
  /** Fetching it takes over new values of all slots; moments that are not fed become 0. */
  readonly write: Tensor;
}

export function buildTrainingGraph(
  network: LayerGraph,
  { learning, precision, features }: TrainingOptions,
): TrainingGraph {
  const graph = new DataflowGraph();
  const parameterLayout = new WeightLayout(network, true);
  const statisticsLayout = new WeightLayout(network, false);
  const { height = 0, width = 0, channels = 0 } = network.nodes[0]?.shape ?? {};
  const images = imageGathering(graph, { height, width, channels });
  const inputs = {
    labels: graph.placeholder('labels', 'int32', [-1]),
    stepSize: graph.placeholder('step_size', 'float', []),
    covering: features.cuts
      ? {
          rows: graph.placeholder('covered_rows', 'float', [-1, height]),
          columns: graph.placeholder('covered_columns', 'float', [-1, width]),
        }
      : undefined,
    mixing: features.mixes
      ? {
          share: graph.placeholder('share', 'float', []),
          partners: graph.placeholder('partners', 'int32', [-1]),
        }
      : undefined,
  };
  // Flat vectors, so that the optimiser and the moving statistics are one operation each however many layers there are.
  const parameters = flatVariable(graph, 'parameters', parameterLayout);
  const statistics = flatVariable(graph, 'statistics', statisticsLayout);
  const weights = new Map([
    ...namedParts(graph, parameters.value, parameterLayout),
    ...namedParts(graph, statistics.value, statisticsLayout),
  ]);
  const logitsOf = (pixels: Tensor, isTraining: boolean): ReturnType<typeof forwardPass> =>
    forwardPass(graph, network, pixels, weights, { isTraining, precision });
  const correct = (logits: Tensor): Tensor => total(graph, hits(graph, logits, inputs.labels));

  const forward = logitsOf(changed(graph, cast(graph, images.moved, 'float'), inputs), true);
  const losses = trainingLosses(graph, forward.logits, network.classes, learning, inputs);
  const share = compute(graph, 'Reciprocal', [countOf(graph, inputs.labels)], []);
  const [gradient] = gradients(graph, losses, repeated(graph, share, inputs.labels), [parameters.value]);
  if (!gradient) throw new RangeError('gradient: none');
  const { moments, update } = optimiserUpdate(graph, learning.optimiser, parameterLayout, {
    weights: parameters,
    gradient,
    stepSize: inputs.stepSize,
  });
  const batch = batchStatistics(graph, forward.statistics, share, statisticsLayout);
  const pace = scalar(graph, 1 - BATCH_NORMALISATION.momentum);
  const change = multiply(graph, subtract(graph, batch, statistics.value), pace);
  const updates = [update, statistics.addTo(change)];

  const evaluated = logitsOf(cast(graph, images.whole, 'float'), false).logits;
  const slots = {
    parameters: slot(graph, 'parameters', parameterLayout, parameters),
    statistics: slot(graph, 'statistics', statisticsLayout, statistics),
    moments: moments.map(({ name, variable }) => momentSlot(graph, name, parameterLayout, variable)),
  };
  const assignments = [
    parameters.assign(slots.parameters.newValue),
    statistics.assign(slots.statistics.newValue),
    ...slots.moments.flatMap(({ newValue }, index) => moments[index]?.variable.assign(newValue) ?? []),
  ];
  return {
    graph,
    images,
    inputs,
    train: {
      loss: runAfter(graph, 'train_loss', total(graph, losses), updates),
      correct: runAfter(graph, 'train_correct', correct(forward.logits), updates),
      gradientSum: total(graph, gradient),
    },
    evaluate: {
      loss: total(graph, crossEntropy(graph, evaluated, inputs.labels)),
      correct: correct(evaluated),
    },
    ...slots,
    write: runAfter(graph, 'write', scalar(graph, 0), assignments),
  };
}

/** Blanked and mixed as far as the graph can. */
function changed(
  graph: DataflowGraph,
  pixels: Tensor,
  { covering, mixing }: TrainingGraph['inputs'],
): Tensor {
  const seen = covering ? blanked(graph, pixels, covering) : pixels;
  return mixing ? mixed(graph, seen, mixing) : seen;
}

/** For each image, [batch]. Targets of several classes cost more, so plain labels stay labels. */
function trainingLosses(
  graph: DataflowGraph,
  logits: Tensor,
  classes: number,
  { labelSmoothing }: Learning,
  { labels, mixing }: TrainingGraph['inputs'],
): Tensor {
  if (!mixing && labelSmoothing === 0) return crossEntropy(graph, logits, labels);
  const targets = softTargets(graph, labels, classes, labelSmoothing);
  return softCrossEntropy(graph, logits, mixing ? mixed(graph, targets, mixing) : targets);
}

function flatVariable(graph: DataflowGraph, name: string, { size }: WeightLayout): Variable {
  return new Variable(graph, name, { type: 'float', shape: [size] });
}

function slot<Name extends string>(
  graph: DataflowGraph,
  name: Name,
  layout: WeightLayout,
  { value }: Variable,
): Slot<Name> {
  return { name, layout, value, newValue: graph.placeholder(`new_${name}`, value.type, value.shape) };
}

/** Runs can feed a new value in place of what the graph has for it, which is 0. */
function momentSlot(
  graph: DataflowGraph,
  name: Moment['name'],
  layout: WeightLayout,
  { value }: Variable,
): Slot<Moment['name']> {
  const newValue = runAfter(graph, `new_${name}`, fill(graph, layout.size, 0), []);
  return { name, layout, value, newValue };
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
