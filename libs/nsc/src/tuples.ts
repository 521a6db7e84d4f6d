/**
 * The 5-tuple form, as in the paper's Network Structure Code: a row `[index, type, kernel, pred1, pred2]` for each layer,
 * then a row for Terminal. Reading, the Terminal row may be missing.
 *
 * A single 3×3 convolution is `[[1, 1, 3, 0, 0], [2, 7, 0, 0, 0]]`.
 */
import { checkLayerCount, createBlock } from './block.js';
import type { Block } from './block.js';
import { createLayer } from './create-layer.js';
import { kernelOf, LAYER_TYPE_CODES, TERMINAL_CODE } from './layer.js';
import type { Layer } from './layer.js';
import { MAX_LAYERS } from './layer-index.js';
import { LAYER_TYPES, predecessorCount } from './layer-type.js';
import { NscError } from './nsc-error.js';
import type { NscField } from './nsc-error.js';
import { quote } from './quoting.js';

/** `[index, type, kernel, pred1, pred2]`; fields that a type has not are 0. */
export type LayerTuple = readonly [index: number, type: number, kernel: number, pred1: number, pred2: number];

const FIELDS = ['index', 'type', 'kernel', 'pred1', 'pred2'] as const satisfies readonly NscField[];

/** The rows of a block, Terminal last; inverse of {@link blockFromTuples}. */
export function blockToTuples(block: Block): readonly LayerTuple[] {
  return [...block.layers.map((layer, position) => layerToTuple(layer, position + 1)), terminalRow(block)];
}

/** Reads a block from anything that should be an array of 5-tuples. Throws {@link NscError}. */
export function blockFromTuples(rows: unknown): Block {
  if (!Array.isArray(rows)) {
    throw new NscError('code', `expected an array of 5-tuples [${FIELDS.join(', ')}], not ${quote(rows)}`);
  }
  // Before anything is done with each row.
  if (rows.length > MAX_LAYERS + 1) {
    throw new NscError(
      'code',
      `${String(rows.length)} rows; a block has at most ${String(MAX_LAYERS)} layers, and Terminal`,
    );
  }
  const tuples = Array.from(rows, (row: unknown, position) => readTuple(row, position + 1));
  const terminal = tuples.findIndex(([, type]) => type === TERMINAL_CODE);
  if (terminal !== -1) checkTerminal(tuples, terminal);
  const layers = terminal === -1 ? tuples : tuples.slice(0, terminal);
  checkLayerCount(layers.length);
  return createBlock(layers.map((tuple) => layerFromTuple(tuple)));
}

function layerToTuple(layer: Layer, index: number): LayerTuple {
  const [first, second = 0] = layer.predecessors;
  return [index, LAYER_TYPE_CODES[layer.type], kernelOf(layer), first, second];
}

function terminalRow(block: Block): LayerTuple {
  return [block.layers.length + 1, TERMINAL_CODE, 0, 0, 0];
}

function readTuple(row: unknown, expectedIndex: number): LayerTuple {
  if (!Array.isArray(row) || row.length !== FIELDS.length) {
    const found = Array.isArray(row) ? `${String(row.length)} fields` : quote(row);
    throw new NscError('layer', `expected a 5-tuple [${FIELDS.join(', ')}], found ${found}`, expectedIndex);
  }
  const read = (place: 0 | 1 | 2 | 3 | 4): number => {
    const value: unknown = row[place];
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      throw new NscError(FIELDS[place], `${FIELDS[place]} ${quote(value)} is not an integer`, expectedIndex);
    }
    return value;
  };
  const tuple: LayerTuple = [read(0), read(1), read(2), read(3), read(4)];
  if (tuple[0] !== expectedIndex) {
    throw new NscError(
      'index',
      `index is ${String(tuple[0])}; indices count from 1 without gaps, so it must be ${String(expectedIndex)}`,
      expectedIndex,
    );
  }
  return tuple;
}

function layerFromTuple([index, code, kernel, pred1, pred2]: LayerTuple): Layer {
  const type = LAYER_TYPES.find((candidate) => LAYER_TYPE_CODES[candidate] === code);
  if (type === undefined) {
    throw new NscError(
      'type',
      `unknown type ${String(code)}; allowed: 1 (convolution) to ${String(TERMINAL_CODE)} (Terminal)`,
      index,
    );
  }
  if (predecessorCount(type) === 2) return createLayer(index, { type, kernel, predecessors: [pred1, pred2] });
  if (pred2 !== 0) {
    throw new NscError(
      'pred2',
      `pred2 is ${String(pred2)}, but ${type} has one predecessor, so it must be 0`,
      index,
    );
  }
  return createLayer(index, { type, kernel, predecessors: [pred1] });
}

function checkTerminal(tuples: readonly LayerTuple[], position: number): void {
  const index = position + 1;
  if (index !== tuples.length) {
    throw new NscError('type', `Terminal ends the code, but row ${String(index + 1)} follows`, index);
  }
  const fields = tuples[position] ?? [];
  const wrong = ([2, 3, 4] as const).find((place) => fields[place] !== 0);
  if (wrong !== undefined) {
    throw new NscError(
      FIELDS[wrong],
      `${FIELDS[wrong]} of Terminal is ${String(fields[wrong])}; it must be 0`,
      index,
    );
  }
}
