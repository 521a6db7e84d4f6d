/**
 * The canonical form: the one code that stands for all codes of a block. Two blocks have the same one
 * exactly where they differ only in
 *
 * 1. identities and poolings of kernel 1, which pass their predecessor on;
 * 2. the order of the operands of add and concat;
 * 3. the order of layers, which also orders the block's output;
 * 4. repetitions of layers without weights: a pooling of the same type, kernel and operand, a concat of the
 *    same operands, an add of the same operands where neither is projected.
 *
 * `docs/nsc.md` argues why each of these keeps the function, up to a permutation of weights.
 */
import { createHash } from 'node:crypto';
import { createBlock } from './block.js';
import type { Block } from './block.js';
import { canonicalOrder } from './canonical-order.js';
import { kernelOf } from './layer.js';
import type { Layer } from './layer.js';
import { layerOf } from './layer-pool.js';
import { recentBlock, rememberBlock } from './recent-blocks.js';
import { formatBlock } from './text.js';
import { valueGraph } from './value-graph.js';
import type { Value } from './value-graph.js';

/** Hexadecimal digits of a block's id. */
const ID_DIGITS = 16;

/** Blocks never change, and id, density and network of a block all ask for its canonical form. */
const canonicalBlocks = new WeakMap<Block, Block>();

/**
 * The canonical code of a block: never longer than the given one, and its own canonical form. A layer
 * follows the latest layer that it reads as closely as can be, and operands stand with the later one first.
 */
export function canonicalBlock(block: Block): Block {
  const known = canonicalBlocks.get(block);
  if (known !== undefined) return known;
  const computed = computeCanonicalBlock(block);
  // One object for all codes of a block, as long as it is remembered.
  const canonical = recentBlock(formatBlock(computed)) ?? computed;
  canonicalBlocks.set(block, canonical);
  canonicalBlocks.set(canonical, canonical);
  return canonical;
}

function computeCanonicalBlock(block: Block): Block {
  const order = canonicalOrder(valueGraph(block));
  const layers: Layer[] = [];
  // Of each value's layer in the canonical code, by the value's position; the input's is 0.
  const indices: number[] = [];
  for (const value of order) {
    if (value.layer !== undefined) {
      const layer = rewired(value.layer, value.operands, indices);
      const copies = isWrittenOut(value) ? value.outputCount : 1;
      for (let copy = 0; copy < copies; copy++) layers.push(layer);
    }
    indices[value.position] = layers.length;
  }
  for (const value of order) {
    const identities = isWrittenOut(value) ? 0 : value.outputCount;
    const predecessor = indices[value.position] as number;
    for (let copy = 0; copy < identities; copy++) layers.push(layerOf('identity', 0, predecessor));
  }
  return createBlock(layers);
}

const ids = new WeakMap<Block, string>();

/** The id of a block: 16 lower-case hexadecimal digits of the SHA-256 of its canonical code's text. */
export function blockId(block: Block): string {
  const canonical = canonicalBlock(block);
  let id = ids.get(canonical);
  if (id === undefined) {
    const text = formatBlock(canonical);
    // Whoever asks for the id of a block is about to store its text.
    rememberBlock(text, canonical);
    id = createHash('sha256').update(text).digest('hex').slice(0, ID_DIGITS);
    ids.set(canonical, id);
  }
  return id;
}

/**
 * Whether a value's place in the output is taken by its own layer, written as often as it stands there, and
 * not by identities behind it. Repeating layers where that is exact keeps the code as short as the
 * shortest that there is for the block.
 */
function isWrittenOut(value: Value): boolean {
  if (value.layer === undefined || value.consumers.length > 0) return false;
  return value.outputCount === 1 || value.repeatable;
}

/** The layer with the operands of its value as predecessors, the latest first. */
function rewired(layer: Layer, operands: readonly Value[], indices: readonly number[]): Layer {
  const [first = 0, second = 0] = operands.map(({ position }) => indices[position] as number);
  return layer.type === 'add' || layer.type === 'concat'
    ? layerOf(layer.type, 0, Math.max(first, second), Math.min(first, second))
    : layerOf(layer.type, kernelOf(layer), first);
}
