import {
  type GraphNode,
  type LayerGraph,
  type Weights,
  weightSize,
  type WeightTensor,
} from '@blockqnn/network';

/** Ways to write a channel's content down: equal texts, equal numbers. By node, one text for each channel. */
type Channels = Map<string, readonly string[]>;

/**
 * Weights for one network that make it compute what another one, of the same block in another code,
 * computes with given weights: each node takes the weights of its twin, with the kernel's inputs in the
 * order in which its own input has them.
 *
 * @param layers - indices of the layers with weights in `graph`, and of their twins in `original`
 */
export function carryWeights(
  graph: LayerGraph,
  original: LayerGraph,
  layers: ReadonlyMap<number, number>,
  weights: Weights,
): Weights {
  const originalNodes = new Map(original.nodes.map((node) => [node.id, node]));
  const originalChannels: Channels = new Map();
  for (const node of original.nodes) originalChannels.set(node.id, content(node, node.id, originalChannels));

  const channels: Channels = new Map();
  const taken = new Set<string>();
  const carried = new Map<string, WeightTensor>();
  for (const node of graph.nodes) {
    const reads = inputChannels(node, channels);
    const twin = twinIds(node.id, layers)
      .flatMap((id) => originalNodes.get(id) ?? [])
      .find(
        ({ id, inputs }) =>
          !taken.has(id) && sorted(inputChannels({ inputs }, originalChannels)) === sorted(reads),
      );
    channels.set(node.id, content(node, twin?.id ?? node.id, channels));
    if (node.weights.length === 0) continue;
    if (!twin) throw new Error(`${node.id} has no twin`);
    taken.add(twin.id);
    const order = matchOrder(reads, inputChannels(twin, originalChannels));
    for (const { name, role } of node.weights) {
      const tensor = weights.get(`${twin.id}/${role}`);
      if (!tensor) throw new Error(`${twin.id}/${role} is missing`);
      carried.set(name, role === 'kernel' ? withInputOrder(tensor, order) : tensor);
    }
  }
  return carried;
}

/** Where the twin of a node may be: the layer's number changes, and projections may have changed places. */
function twinIds(id: string, layers: ReadonlyMap<number, number>): string[] {
  const twin = id.replace(/_layer(\d+)_/, (_, index: string) => `_layer${layers.get(Number(index)) ?? 0}_`);
  return twin.includes('_project') ? [1, 2].map((operand) => twin.replace(/\d$/, String(operand))) : [twin];
}

function content(node: GraphNode, name: string, channels: Channels): readonly string[] {
  const { operation, inputs, shape } = node;
  const [first = []] = inputs.map((input) => channels.get(input) ?? []);
  switch (operation.kind) {
    case 'input':
    case 'convolution':
    case 'dense':
      return Array.from({ length: shape.channels }, (_, channel) => intern(`${name}:${channel}`));
    case 'batchNormalisation':
      return first.map((channel) => intern(`${name}(${channel})`));
    case 'maxPooling':
    case 'averagePooling':
      if (operation.kernel === 1) return first;
      return first.map((channel) =>
        intern(`${operation.kind}${operation.kernel}/${operation.stride}(${channel})`),
      );
    case 'rescale':
    case 'relu':
    case 'globalAveragePooling':
    case 'softmax':
      return first.map((channel) => intern(`${operation.kind}(${channel})`));
    case 'add':
      return first.map((_, channel) => {
        const terms = inputs.map((input) => channels.get(input)?.[channel] ?? '').sort();
        return intern(`add(${terms.join()})`);
      });
    case 'concat':
      return inputs.flatMap((input) => channels.get(input) ?? []);
  }
}

/** A short text for a long one, so that they do not grow with the depth of the network. */
const interned = new Map<string, string>();
function intern(text: string): string {
  const known = interned.get(text) ?? `c${interned.size}`;
  interned.set(text, known);
  return known;
}

function inputChannels({ inputs }: Pick<GraphNode, 'inputs'>, channels: Channels): readonly string[] {
  return inputs.flatMap((input) => channels.get(input) ?? []);
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort().join();
}

/** For each place of `wanted`, a place in `given` of the same text; each place once. */
function matchOrder(wanted: readonly string[], given: readonly string[]): number[] {
  const free: (string | undefined)[] = [...given];
  return wanted.map((text) => {
    const place = free.indexOf(text);
    free[place] = undefined;
    return place;
  });
}

function withInputOrder({ shape, data }: WeightTensor, order: readonly number[]): WeightTensor {
  const outputs = shape.at(-1) ?? 0;
  const positions = weightSize(shape.slice(0, -2));
  const reordered = new Float32Array(data.length);
  for (let position = 0; position < positions; position += 1) {
    for (const [place, from] of order.entries()) {
      const start = (position * order.length + from) * outputs;
      reordered.set(data.subarray(start, start + outputs), (position * order.length + place) * outputs);
    }
  }
  return { shape, data: reordered };
}
