import type { DataflowGraph, DataflowNode, Tensor } from './dataflow-graph.js';
import { gradientRule } from './gradient-rules.js';
import { sum } from './operations.js';

/**
 * Adds to a graph the gradients of `Σ output · outputGradient` with respect to some tensors: reverse-mode
 * differentiation. Gradients of a node's outputs are added up from all its readers before the node's
 * rule takes them on to its inputs; what does not depend on `sources` is left out.
 *
 * @param outputGradient - same shape as the output
 * @returns for each source its gradient, same shape as the source
 */
export function gradients(
  graph: DataflowGraph,
  output: Tensor,
  outputGradient: Tensor,
  sources: readonly Tensor[],
): readonly Tensor[] {
  const forward = graph.nodes.slice();
  const dependent = nodesAfter(forward, sources);
  const terms = new Map<Tensor, Tensor[]>([[output, [outputGradient]]]);
  const gradientOf = (tensor: Tensor): Tensor | undefined => {
    const found = terms.get(tensor);
    return found && sum(graph, found);
  };
  for (const node of forward.reverse()) {
    if (!dependent.has(node) || sources.some((source) => source.node === node)) continue;
    const outputGradients = node.outputs.map(gradientOf);
    if (outputGradients.every((gradient) => gradient === undefined)) continue;
    const needed = node.inputs.map((input) => dependent.has(input.node));
    const inputGradients = gradientRule(node.op)({ graph, node, outputGradients, needed });
    for (const [position, input] of node.inputs.entries()) {
      const gradient = inputGradients[position];
      if (gradient && needed[position]) terms.set(input, [...(terms.get(input) ?? []), gradient]);
    }
  }
  return sources.map((source) => {
    const gradient = gradientOf(source);
    if (!gradient) throw new RangeError(`${source.node.name}: the output does not depend on it`);
    return gradient;
  });
}

/** The sources' nodes and all that read them, directly or not. */
function nodesAfter(nodes: readonly DataflowNode[], sources: readonly Tensor[]): ReadonlySet<DataflowNode> {
  const found = new Set(sources.map(({ node }) => node));
  for (const node of nodes) {
    if (node.inputs.some((input) => found.has(input.node))) found.add(node);
  }
  return found;
}
