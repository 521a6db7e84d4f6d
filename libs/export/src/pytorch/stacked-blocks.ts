import type { GraphNode, LayerGraph } from '@blockqnn/network';

/** The nodes of one of a stage's blocks. */
export interface StackedBlock {
  /** Of the feature map that the block reads. */
  readonly channels: number;
  /**
   * In topological order, the last one's value being the block's. Ids have no prefix of stage and block, and
   * what the block reads is {@link BLOCK_INPUT}.
   */
  readonly nodes: readonly GraphNode[];
}

/** In a block's own nodes, id of the value that the block reads. */
export const BLOCK_INPUT = 'x';

/** A part of a network, each reading what the one before it puts out. */
export type NetworkPart =
  | { readonly kind: 'node'; readonly node: GraphNode; readonly input: GraphNode }
  | { readonly kind: 'stage'; readonly name: string; readonly blocks: readonly StackedBlock[] };

const BLOCK_NODE = /^(?<stage>stage\d+)_(?<block>block\d+)_(?<id>.+)$/;

/** Stage, block and own id of a node that stands in a block. */
export function placeInBlock(id: string): { stage: string; block: string; id: string } | undefined {
  return BLOCK_NODE.exec(id)?.groups as { stage: string; block: string; id: string } | undefined;
}

/**
 * The chain of which a network consists: single nodes, and stages of blocks. A block that only passes its
 * input on has no nodes, and its stage is no part.
 */
export function networkParts({ nodes }: LayerGraph): NetworkPart[] {
  const parts: NetworkPart[] = [];
  const stages = new Map<string, StackedBlock[]>();
  let [value] = nodes;
  for (let at = 1; value !== undefined && at < nodes.length;) {
    const group = nodesOfOneBlock(nodes, at);
    const [first] = group;
    if (!first) break;
    const place = placeInBlock(first.id);
    if (place === undefined) {
      parts.push({ kind: 'node', node: first, input: value });
    } else {
      const blocks = stages.get(place.stage) ?? [];
      if (blocks.length === 0) parts.push({ kind: 'stage', name: place.stage, blocks });
      stages.set(place.stage, blocks);
      const input = value;
      blocks.push({ channels: input.shape.channels, nodes: group.map((node) => inBlock(node, input)) });
    }
    value = group.at(-1);
    at += group.length;
  }
  return parts;
}

/** From a position, all nodes of the block that the first one stands in; that one alone outside blocks. */
function nodesOfOneBlock(nodes: readonly GraphNode[], at: number): GraphNode[] {
  const prefixAt = (index: number): string | undefined => {
    const place = placeInBlock(nodes[index]?.id ?? '');
    return place && `${place.stage}_${place.block}`;
  };
  const prefix = prefixAt(at);
  let end = at + 1;
  while (prefix !== undefined && prefixAt(end) === prefix) end += 1;
  return nodes.slice(at, end);
}

function inBlock(node: GraphNode, input: GraphNode): GraphNode {
  const own = (id: string): string => placeInBlock(id)?.id ?? id;
  return {
    ...node,
    id: own(node.id),
    inputs: node.inputs.map((id) => (id === input.id ? BLOCK_INPUT : own(id))),
  };
}
