import type { Figures, GraphNode } from './layer-graph.js';
import { weightSize } from './weight-specs.js';

export const FLOAT32_BYTES = 4;

/** A node's share of the network's figures, for one image. */
export function nodeCost(node: GraphNode): Figures {
  const values = node.shape.height * node.shape.width * node.shape.channels;
  return {
    flops: 2 * multiplyAdds(node),
    parameters: node.weights.reduce(
      (sum, { trainable, shape }) => sum + (trainable ? weightSize(shape) : 0),
      0,
    ),
    activationBytes: node.operation.kind === 'input' ? 0 : values * FLOAT32_BYTES,
  };
}

/** Positions under padding count like all others; biases and normalisation count nothing. */
function multiplyAdds({ operation, shape, weights }: GraphNode): number {
  const kernel = weights.find(({ role }) => role === 'kernel');
  if (!kernel) return 0;
  return weightSize(kernel.shape) * (operation.kind === 'dense' ? 1 : shape.height * shape.width);
}
