import type { Optimiser } from '../optimiser.js';
import type { DataflowGraph, DataflowNode, Tensor } from './dataflow-graph.js';
import { concat, fill, multiply, scalar, sum } from './operations.js';
import { DATA_TYPES } from './saved-model.js';
import { Variable } from './variable.js';
import type { WeightLayout } from './weight-layout.js';

/** One vector that an optimiser keeps, laid out like the weights. */
export interface Moment {
  /** As in the names of a network's state. */
  readonly name: 'mean' | 'square' | 'velocity';
  readonly variable: Variable;
}

export interface OptimiserUpdate {
  readonly moments: readonly Moment[];
  readonly update: DataflowNode;
}

/**
 * Adds a step of an optimiser, which changes all weights at once.
 *
 * @param gradient - of the loss, [layout.size]
 * @param stepSize - [], see {@link stepSizeOf}
 */
export function optimiserUpdate(
  graph: DataflowGraph,
  optimiser: Optimiser,
  layout: WeightLayout,
  { weights, gradient, stepSize }: { weights: Variable; gradient: Tensor; stepSize: Tensor },
): OptimiserUpdate {
  const moment = (name: Moment['name']): Moment => {
    const of = { type: 'float', shape: [layout.size] } as const;
    return { name, variable: new Variable(graph, `optimiser_${name}`, of) };
  };
  const moments = optimiser.kind === 'adam' ? [moment('mean'), moment('square')] : [moment('velocity')];
  const handles = [weights, ...moments.map(({ variable }) => variable)].map(({ handle }) => handle);
  const slope = decayed(graph, gradient, weights.value, layout, optimiser.weightDecay);
  const numbers = (...values: number[]): Tensor[] => values.map((value) => scalar(graph, value));
  const inputs =
    optimiser.kind === 'adam'
      ? [
          ...handles,
          // Bias correction is part of the step size.
          ...numbers(0, 0),
          stepSize,
          ...numbers(optimiser.beta1, optimiser.beta2, optimiser.epsilon),
          slope,
        ]
      : [...handles, stepSize, slope, ...numbers(optimiser.momentum)];
  const update = graph.addStateful({
    op: optimiser.kind === 'adam' ? 'ResourceApplyAdam' : 'ResourceApplyMomentum',
    inputs,
    attributes: { T: { type: DATA_TYPES.float } },
    outputs: [],
  });
  return { moments, update };
}

/**
 * What is fed as step size, with Adam's bias correction in float64.
 *
 * @param step - counted from 1
 */
export function stepSizeOf(optimiser: Optimiser, learningRate: number, step: number): number {
  if (optimiser.kind !== 'adam') return learningRate;
  const { beta1, beta2 } = optimiser;
  return (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
}

/** Gradient and λ·w where weights decay. */
function decayed(
  graph: DataflowGraph,
  gradient: Tensor,
  weights: Tensor,
  { size, decayedSize }: WeightLayout,
  weightDecay: number,
): Tensor {
  if (weightDecay === 0) return gradient;
  const shares = [fill(graph, decayedSize, weightDecay), fill(graph, size - decayedSize, 0)];
  return sum(graph, [gradient, multiply(graph, weights, concat(graph, shares, 0))]);
}
