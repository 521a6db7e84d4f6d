import type { GraphNode, Operation } from '@blockqnn/network';

/** A node as it is computed. */
export interface PlannedNode {
  readonly node: GraphNode;
  /** Ids of the nodes that it reads. */
  readonly inputs: readonly string[];
  /** Whether negative inputs count as 0: a ReLU before the node is part of it. */
  readonly rectifies: boolean;
}

/**
 * The nodes in their order, but that convolutions take up the ReLU before them where nothing else reads
 * it: they copy their input anyhow.
 */
export function planNodes(nodes: readonly GraphNode[]): readonly PlannedNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const readers = new Map<string, number>();
  for (const input of nodes.flatMap(({ inputs }) => inputs)) {
    readers.set(input, (readers.get(input) ?? 0) + 1);
  }
  const takenUp = new Set<string>();
  const planned = nodes.map((node): PlannedNode => {
    const [input] = node.inputs.map((id) => byId.get(id));
    const rectifies =
      canRectify(node.operation) && input?.operation.kind === 'relu' && readers.get(input.id) === 1;
    if (!rectifies) return { node, inputs: node.inputs, rectifies: false };
    takenUp.add(input.id);
    return { node, inputs: input.inputs, rectifies: true };
  });
  return planned.filter(({ node }) => !takenUp.has(node.id));
}

/** Whether the convolution is one of our own. */
function canRectify(operation: Operation): boolean {
  return operation.kind === 'convolution' && operation.stride === 1 && [1, 3, 5].includes(operation.kernel);
}
