import type { WeightSpec } from '@blockqnn/network';
import type { DataflowGraph, Tensor } from './dataflow-graph.js';
import type { BatchStatistics } from './forward-pass.js';
import { compute, concat, multiply, scalar } from './operations.js';
import type { WeightLayout } from './weight-layout.js';

/**
 * What the moving statistics follow, laid out like them. TensorFlow divides variances by count − 1; here
 * they are divided by the count.
 *
 * @param share - 1 by the batch size, []
 */
export function batchStatistics(
  graph: DataflowGraph,
  seen: readonly BatchStatistics[],
  share: Tensor,
  { specs, sizes, size }: WeightLayout,
): Tensor {
  const foundFor = ({ name }: WeightSpec): BatchStatistics => {
    const found = seen.find(({ node }) => node.weights.some((weight) => weight.name === name));
    if (!found) throw new RangeError(`${name}: has no batch statistics`);
    return found;
  };
  const values = specs.map((spec) => {
    const { mean, variance } = foundFor(spec);
    return spec.role === 'movingMean' ? mean : variance;
  });
  // Of a variance, 1 by the pixels of an image; of a mean, which is right already, 0.
  const shares = new Float32Array(size);
  let offset = 0;
  for (const [index, spec] of specs.entries()) {
    const { height, width } = foundFor(spec).node.shape;
    const end = offset + (sizes[index] ?? 0);
    if (spec.role === 'movingVariance') shares.fill(1 / (height * width), offset, end);
    offset = end;
  }
  const shareOfValue = multiply(graph, graph.constant(shares, [size]), share);
  const corrections = compute(graph, 'Sub', [scalar(graph, 1), shareOfValue], [size]);
  return multiply(graph, concat(graph, values, 0), corrections);
}
