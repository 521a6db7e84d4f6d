/**
 * The canonical form by brute force, as a reference: rewrites the graph until nothing changes, then takes
 * the smallest description over every order of its nodes. Shares nothing with the real one.
 */
import { type Block, kernelOf, type LayerType, outputLayers } from '@blockqnn/nsc';

interface Node {
  readonly name: string;
  readonly type: LayerType;
  readonly kernel: number;
  readonly reads: readonly string[];
}

interface Graph {
  readonly nodes: readonly Node[];
  /** With repetitions. */
  readonly outputs: readonly string[];
}

/** Equal for two blocks exactly where the equivalences make them one. For small blocks only. */
export function descriptionByEveryOrder(block: Block): string {
  const { nodes, outputs } = simplify({
    nodes: block.layers.map((layer, position) => ({
      name: String(position + 1),
      type: layer.type,
      kernel: kernelOf(layer),
      reads: layer.predecessors.map(String),
    })),
    outputs: outputLayers(block).map(String),
  });
  const descriptions = permutations(nodes).map((order) => {
    const place = (name: string): number => order.findIndex((node) => node.name === name);
    const rows = order.map(({ type, kernel, reads }) =>
      [type, kernel, ...reads.map(place).sort((a, b) => a - b)].join(' '),
    );
    return [
      ...rows,
      outputs
        .map(place)
        .sort((a, b) => a - b)
        .join(' '),
    ].join('; ');
  });
  return descriptions.sort()[0] ?? '';
}

function simplify(graph: Graph): Graph {
  for (const node of graph.nodes) {
    const [only = '', ...others] = node.reads;
    const forwards = node.type === 'identity' || (node.type !== 'convolution' && node.kernel === 1);
    if (forwards && others.length === 0) return simplify(replace(graph, node.name, only));
    const twin = graph.nodes.find((other) => other !== node && isRepetition(graph, node, other));
    if (twin !== undefined) return simplify(replace(graph, twin.name, node.name));
  }
  return graph;
}

/** Drops a node and lets another stand for it. */
function replace(graph: Graph, dropped: string, substitute: string): Graph {
  const renamed = (name: string): string => (name === dropped ? substitute : name);
  return {
    nodes: graph.nodes
      .filter(({ name }) => name !== dropped)
      .map((node) => ({ ...node, reads: node.reads.map(renamed) })),
    outputs: graph.outputs.map(renamed),
  };
}

function isRepetition(graph: Graph, a: Node, b: Node): boolean {
  return (
    a.type === b.type &&
    a.kernel === b.kernel &&
    [...a.reads].sort().join() === [...b.reads].sort().join() &&
    a.type !== 'convolution' &&
    (a.type !== 'add' || a.reads.every((read) => isUnprojected(graph, read)))
  );
}

function isUnprojected(graph: Graph, name: string): boolean {
  const node = graph.nodes.find((candidate) => candidate.name === name);
  if (node === undefined || node.type === 'concat') return false;
  return (
    node.type === 'convolution' ||
    node.type === 'add' ||
    node.reads.every((read) => isUnprojected(graph, read))
  );
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
