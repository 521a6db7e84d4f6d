import type { Block, Layer } from '@blockqnn/nsc';
import type { GraphBuilder } from './graph-builder.js';

/**
 * Appends the nodes of one block of a stage; returns the id of the node that is its output.
 *
 * @param name - prefix of the nodes' ids, for instance `stage1_block2`
 * @param input - id of the node that the block reads
 * @param filters - of every convolution in the stage
 */
export function addBlock(
  graph: GraphBuilder,
  block: Block,
  name: string,
  input: string,
  filters: number,
): string {
  // Node of each value: index 0 is the block's input, then layer by layer.
  const values = [input];
  const valueAt = (index: number): string => {
    const value = values[index];
    if (value === undefined)
      throw new RangeError(`predecessors: ${index} is not below layer ${values.length}`);
    return value;
  };
  for (const layer of block.layers) {
    values.push(addLayer(graph, layer, `${name}_layer${values.length}`, valueAt, filters));
  }
  const consumed = new Set(block.layers.flatMap((layer): readonly number[] => layer.predecessors));
  const outputs = values.filter((_, index) => index > 0 && !consumed.has(index));
  const [first, ...others] = outputs;
  if (first === undefined) throw new RangeError('layers: a block has at least 1');
  return others.length === 0 ? first : graph.add(`${name}_output`, { kind: 'concat' }, ...outputs);
}

function addLayer(
  graph: GraphBuilder,
  layer: Layer,
  name: string,
  valueAt: (index: number) => string,
  filters: number,
): string {
  switch (layer.type) {
    case 'convolution': {
      const { kernel } = layer;
      const relu = graph.add(`${name}_relu`, { kind: 'relu' }, valueAt(layer.predecessors[0]));
      const convolution = graph.add(
        `${name}_conv`,
        { kind: 'convolution', kernel, stride: 1, filters },
        relu,
      );
      return graph.add(`${name}_bn`, { kind: 'batchNormalisation' }, convolution);
    }
    case 'maxPooling':
    case 'averagePooling': {
      const pooling = { kind: layer.type, kernel: layer.kernel, stride: 1 };
      return graph.add(`${name}_pool`, pooling, valueAt(layer.predecessors[0]));
    }
    case 'identity':
      return valueAt(layer.predecessors[0]);
    case 'add': {
      const terms = layer.predecessors.map((predecessor, index) =>
        addTerm(graph, valueAt(predecessor), `${name}_project${index + 1}`, filters),
      );
      return graph.add(`${name}_add`, { kind: 'add' }, ...terms);
    }
    case 'concat':
      return graph.add(`${name}_concat`, { kind: 'concat' }, ...layer.predecessors.map(valueAt));
  }
}

/**
 * An operand of an add, brought to the stage's filters by a 1×1 convolution of its own where it has
 * another number of channels, and also where its channels were concatenated: their order says nothing
 * then, and two orders of the same concat have to stay one function (up to weights).
 */
function addTerm(graph: GraphBuilder, operand: string, name: string, filters: number): string {
  if (graph.node(operand).shape.channels === filters && !isConcatenated(graph, operand)) return operand;
  return graph.add(name, { kind: 'convolution', kernel: 1, stride: 1, filters }, operand);
}

/** Whether a node is a concat or pools one, in this block or an earlier one. */
function isConcatenated(graph: GraphBuilder, id: string): boolean {
  const { operation, inputs } = graph.node(id);
  if (operation.kind === 'concat') return true;
  const [pooled] = inputs;
  const isPooling = operation.kind === 'maxPooling' || operation.kind === 'averagePooling';
  return isPooling && pooled !== undefined && isConcatenated(graph, pooled);
}
