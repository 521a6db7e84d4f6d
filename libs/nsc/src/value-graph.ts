/**
 * What a block computes, without the ways of writing it down: each value that the network holds is one
 * node, however many layers of the code yield it. Two codes are one block exactly where their value graphs
 * are isomorphic. `docs/nsc.md` argues why every step taken here leaves the function as it is.
 */
import type { Block } from './block.js';
import { outputLayers } from './block.js';
import { kernelOf, LAYER_TYPE_CODES } from './layer.js';
import type { Layer } from './layer.js';

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
}

interface OpenValue extends Value {
  readonly consumers: Value[];
  outputCount: number;
  /** Whether it always has the stage's filter count and no concat's channel order, so an add reads it as it is. */
  readonly addable: boolean;
  readonly position: number;
}

/** The values of a block, operands before consumers; the first is the block's input. */
export function valueGraph(block: Block): readonly Value[] {
  const input = inputValue();
  const values: OpenValue[] = [input];
  const repeatables = new Map<string, OpenValue>();
  // By layer index.
  const held: OpenValue[] = [input];

  for (const layer of block.layers) {
    const operands = layer.predecessors.map((predecessor) => held[predecessor] ?? input);
    held.push(forwards(layer) ? (operands[0] ?? input) : compute(layer, operands));
  }
  for (const index of outputLayers(block)) (held[index] ?? input).outputCount++;
  return values;

  function compute(layer: Layer, operands: readonly OpenValue[]): OpenValue {
    const value = layerValue(layer, operands, values.length);
    const key = value.repeatable
      ? `${String(value.label)}:${operands
          .map(({ position }) => position)
          .sort((a, b) => a - b)
          .join()}`
      : undefined;
    const known = key === undefined ? undefined : repeatables.get(key);
    if (known !== undefined) return known;
    if (key !== undefined) repeatables.set(key, value);
    for (const operand of operands) operand.consumers.push(value);
    values.push(value);
    return value;
  }
}

/** Identity, and pooling over a single pixel. */
function forwards(layer: Layer): boolean {
  return layer.type === 'identity' || (layer.type !== 'convolution' && kernelOf(layer) === 1);
}

function inputValue(): OpenValue {
  return {
    layer: undefined,
    operands: [],
    consumers: [],
    outputCount: 0,
    repeatable: false,
    label: 0,
    addable: false,
    position: 0,
  };
}

function layerValue(layer: Layer, operands: readonly OpenValue[], position: number): OpenValue {
  const allAddable = operands.every(({ addable }) => addable);
  const label = LAYER_TYPE_CODES[layer.type] * 8 + kernelOf(layer);
  const base = { layer, operands, consumers: [], outputCount: 0, label, position };
  switch (layer.type) {
    case 'convolution':
      return { ...base, repeatable: false, addable: true };
    case 'maxPooling':
    case 'averagePooling':
    case 'identity':
      return { ...base, repeatable: true, addable: allAddable };
    case 'add':
      // Operands that are not addable go through projections of their own, which hold weights.
      return { ...base, repeatable: allAddable, addable: true };
    case 'concat':
      return { ...base, repeatable: true, addable: false };
  }
}
