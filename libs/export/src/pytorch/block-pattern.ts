import type { GraphNode } from '@blockqnn/network';
import { BLOCK_INPUT, type StackedBlock } from './stacked-blocks.js';

/** A number of channels as a sum of multiples of the block's own two numbers. */
export interface Channels {
  /** Times the channels of the block's input. */
  readonly input: number;
  /** Times the stage's filters. */
  readonly filters: number;
}

/** An operand of an add. */
export interface Operand {
  readonly value: string;
  /** The 1×1 convolution through which it goes first. */
  readonly projection?: {
    readonly name: string;
    readonly channels: Channels;
    /** Whether only some of the stacked blocks have it. */
    readonly isOptional: boolean;
  };
}

/** A layer of a block; values bear the names of the layers that put them out, `x` is the block's input. */
export type BlockLayer = { readonly name: string } & (
  | { readonly kind: 'cell'; readonly kernel: number; readonly channels: Channels; readonly input: string }
  | { readonly kind: 'maxPooling' | 'averagePooling'; readonly kernel: number; readonly input: string }
  | { readonly kind: 'add'; readonly operands: readonly Operand[] }
  | { readonly kind: 'concat'; readonly inputs: readonly string[] }
);

/** What all stacked blocks of a network have in common. */
export interface BlockPattern {
  readonly layers: readonly BlockLayer[];
  /** Ids of the projections that only some of the blocks have; a block has all of them or none. */
  readonly optionalProjections: ReadonlySet<string>;
}

const PROJECTION = /_project\d+$/;

/** The pattern of a network's blocks, which differ in channels and in projections alone. */
export function blockPattern(blocks: readonly StackedBlock[]): BlockPattern {
  const projections = blocks.map(({ nodes }) =>
    nodes.map(({ id }) => id).filter((id) => PROJECTION.test(id)),
  );
  const [most = []] = projections.toSorted((one, other) => other.length - one.length);
  const optional = new Set(most.filter((id) => projections.some((ids) => !ids.includes(id))));
  const full = blocks[projections.indexOf(most)];
  return { layers: full ? layersOf(full.nodes, optional) : [], optionalProjections: optional };
}

/** Whether a block has the projections that only some have. */
export function hasOptionalProjections({ nodes }: StackedBlock, pattern: BlockPattern): boolean {
  return nodes.some(({ id }) => pattern.optionalProjections.has(id));
}

/** Name of the layer that a node belongs to: `layer3` of `layer3_conv`. */
function layerName(id: string): string {
  return id.replace(/_(relu|conv|bn|pool|add|concat)$/, '');
}

function layersOf(nodes: readonly GraphNode[], optional: ReadonlySet<string>): BlockLayer[] {
  const channels = new Map<string, Channels>([[BLOCK_INPUT, { input: 1, filters: 0 }]]);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const channelsOf = (value: string): Channels => channels.get(value) ?? { input: 0, filters: 1 };
  const layers: BlockLayer[] = [];
  for (const node of nodes) {
    const name = layerName(node.id);
    const [input = BLOCK_INPUT, ...others] = node.inputs.map(layerName);
    switch (node.operation.kind) {
      case 'convolution': {
        if (PROJECTION.test(node.id)) break;
        // Its node reads the ReLU of its own layer, which reads what the layer reads.
        const read = layerName(byId.get(`${name}_relu`)?.inputs[0] ?? BLOCK_INPUT);
        const { kernel } = node.operation;
        layers.push({ kind: 'cell', name, kernel, channels: channelsOf(read), input: read });
        break;
      }
      case 'maxPooling':
      case 'averagePooling':
        channels.set(name, channelsOf(input));
        layers.push({ kind: node.operation.kind, name, kernel: node.operation.kernel, input });
        break;
      case 'add':
        layers.push({
          kind: 'add',
          name,
          operands: node.inputs.map((id) => operand(id, byId, channelsOf, optional)),
        });
        break;
      case 'concat': {
        const inputs = [input, ...others];
        channels.set(name, inputs.map(channelsOf).reduce(plus));
        layers.push({ kind: 'concat', name, inputs });
        break;
      }
      case 'relu':
      case 'batchNormalisation':
        break;
      case 'input':
      case 'rescale':
      case 'globalAveragePooling':
      case 'dense':
      case 'softmax':
        throw new RangeError(`${node.id}: no block has an operation ${node.operation.kind}`);
    }
  }
  return layers;
}

function operand(
  id: string,
  nodes: ReadonlyMap<string, GraphNode>,
  channelsOf: (value: string) => Channels,
  optional: ReadonlySet<string>,
): Operand {
  const projected = PROJECTION.test(id) ? nodes.get(id)?.inputs[0] : undefined;
  if (projected === undefined) return { value: layerName(id) };
  const value = layerName(projected);
  return { value, projection: { name: id, channels: channelsOf(value), isOptional: optional.has(id) } };
}

function plus(one: Channels, other: Channels): Channels {
  return { input: one.input + other.input, filters: one.filters + other.filters };
}
