/**
 * What a block computes, without the ways of writing it down: each value that the network holds is one
 * node, however many layers of the code yield it. Two codes are one block exactly where their value graphs
 * are isomorphic. `docs/nsc.md` argues why every step taken here leaves the function as it is.
 */
import type { Block } from './block.js';
import { outputLayers } from './block.js';
import { kernelOf, LAYER_TYPE_CODES } from './layer.js';
import type { Layer } from './layer.js';
import { MAX_LAYERS } from './layer-index.js';

/** A value of the network. */
export interface Value {
  /** The layer that computes it; undefined for the block's input. */
  readonly layer: Layer | undefined;
  /** The values that it is computed from; their order carries no meaning. */
  readonly operands: readonly Value[];
  /** The values computed from it, one entry for each time that it is read. */
  readonly consumers: readonly Value[];
  /** How often it stands in the block's output. */
  readonly outputCount: number;
  /** Whether computing it a second time gives the same again, because it holds no weights of its own. */
  readonly repeatable: boolean;
  /** Number of type and kernel, 0 for the input; orders values. */
  readonly label: number;
  /** Among all values of the graph, from 0: the input. */
  readonly position: number;
}

/** A value while the graph is made. */
class OpenValue implements Value {
  readonly consumers: OpenValue[] = [];
  outputCount = 0;
  readonly layer: Layer | undefined;
  readonly operands: readonly OpenValue[];
  readonly repeatable: boolean;
  readonly label: number;
  readonly position: number;
  /** Whether it always has the stage's filter count and no concat's channel order, so an add reads it as it is. */
  readonly addable: boolean;

  constructor(layer: Layer | undefined, operands: readonly OpenValue[], position: number) {
    const allAddable = operands.every(({ addable }) => addable);
    this.layer = layer;
    this.operands = operands;
    this.position = position;
    this.label = layer === undefined ? 0 : LAYER_TYPE_CODES[layer.type] * 8 + kernelOf(layer);
    this.repeatable = isRepeatable(layer, allAddable);
    this.addable = isAddable(layer, allAddable);
  }
}

/** The values of a block, operands before consumers; the first is the block's input. */
export function valueGraph(block: Block): readonly Value[] {
  const input = new OpenValue(undefined, [], 0);
  const values = [input];
  const repeatables = new Map<number, OpenValue>();
  // By layer index.
  const held = [input];
  for (const layer of block.layers) {
    const operands = layer.predecessors.map((predecessor) => held[predecessor] ?? input);
    held.push(forwards(layer) ? (operands[0] ?? input) : compute(layer, operands));
  }
  for (const index of outputLayers(block)) (held[index] ?? input).outputCount += 1;
  return values;

  function compute(layer: Layer, operands: readonly OpenValue[]): OpenValue {
    const value = new OpenValue(layer, operands, values.length);
    if (value.repeatable) {
      const key = repetitionKey(value);
      const known = repeatables.get(key);
      if (known !== undefined) return known;
      repeatables.set(key, value);
    }
    for (const operand of operands) operand.consumers.push(value);
    values.push(value);
    return value;
  }
}

/** Equal for two values exactly where they have label and operands in common, in either order. */
function repetitionKey({ label, operands: [first, second = first] }: OpenValue): number {
  const [a, b] = [first?.position ?? 0, second?.position ?? 0];
  return (label * (MAX_LAYERS + 1) + Math.min(a, b)) * (MAX_LAYERS + 1) + Math.max(a, b);
}

/** Identity, and pooling over a single pixel. */
function forwards(layer: Layer): boolean {
  return layer.type === 'identity' || (layer.type !== 'convolution' && kernelOf(layer) === 1);
}

function isRepeatable(layer: Layer | undefined, allAddable: boolean): boolean {
  switch (layer?.type) {
    case undefined:
    case 'convolution':
      return false;
    case 'maxPooling':
    case 'averagePooling':
    case 'identity':
    case 'concat':
      return true;
    case 'add':
      // Operands that are not addable go through projections of their own, which hold weights.
      return allAddable;
  }
}

function isAddable(layer: Layer | undefined, allAddable: boolean): boolean {
  switch (layer?.type) {
    case undefined:
    case 'concat':
      return false;
    case 'convolution':
    case 'add':
      return true;
    case 'maxPooling':
    case 'averagePooling':
    case 'identity':
      return allAddable;
  }
}
