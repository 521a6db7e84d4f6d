import type { DataflowGraph, Tensor } from './dataflow-graph.js';
import { firstOutput } from './dataflow-graph.js';
import { gather, multiply, scalar, subtract, sum } from './operations.js';
import { DATA_TYPES } from './saved-model.js';

/** How a batch is mixed with itself. */
export interface Mixing {
  /** Of an image's own part, []. */
  readonly share: Tensor;
  /** Positions in the batch, [batch], int32. */
  readonly partners: Tensor;
}

/** `share · own + (1 − share) · partner`, along the first axis. */
export function mixed(graph: DataflowGraph, values: Tensor, { share, partners }: Mixing): Tensor {
  const rest = subtract(graph, scalar(graph, 1), share);
  const others = gather(graph, values, partners);
  return sum(graph, [multiply(graph, values, share), multiply(graph, others, rest)]);
}

/**
 * What is trained for where that is not the label alone, [batch, classes]: of `classes` the label has
 * `1 − labelSmoothing + labelSmoothing / classes`, each other one `labelSmoothing / classes`.
 *
 * @param labels - [batch], int32
 */
export function softTargets(
  graph: DataflowGraph,
  labels: Tensor,
  classes: number,
  labelSmoothing: number,
): Tensor {
  const low = labelSmoothing / classes;
  const node = graph.add({
    op: 'OneHot',
    inputs: [
      labels,
      graph.constant(Int32Array.of(classes), []),
      scalar(graph, 1 - labelSmoothing + low),
      scalar(graph, low),
    ],
    attributes: { T: { type: DATA_TYPES.float }, TI: { type: DATA_TYPES.int32 } },
    outputs: [{ type: 'float', shape: [labels.shape[0] ?? -1, classes] }],
  });
  return firstOutput(node);
}
