import type { Block } from '../block.js';
import { canonicalBlock } from '../canonical.js';
import { multisetDistance } from './multiset.js';
import { KINDS, NEIGHBOUR_KINDS, starsOf, type Star } from './star.js';

/**
 * What of a block bounds its distance from others and fits into {@link SKETCH_BYTES} bytes: how many layers of each
 * kind there are, and how many of each kind are read and read others, over all layers. Each count is at most 46.
 */
export type BlockSketch = Uint8Array;

const OPERANDS = KINDS;
const READERS = KINDS + NEIGHBOUR_KINDS;
export const SKETCH_BYTES = KINDS + 2 * NEIGHBOUR_KINDS;

export function blockSketch(block: Block): BlockSketch {
  return sketchOf(starsOf(canonicalBlock(block)));
}

export function sketchOf(stars: readonly Star[]): BlockSketch {
  const sketch = new Uint8Array(SKETCH_BYTES);
  const add = (place: number, count: number): void => {
    sketch[place] = (sketch[place] ?? 0) + count;
  };
  for (const { kind, operands, readers } of stars) {
    add(kind, 1);
    for (const [neighbour, count] of operands.entries()) add(OPERANDS + neighbour, count);
    for (const [neighbour, count] of readers.entries()) add(READERS + neighbour, count);
  }
  return sketch;
}

/**
 * At most the distance of the blocks that the sketches are of.
 *
 * @param others - sketches one after the other
 * @param at - which of them
 */
export function distanceBound(sketch: BlockSketch, others: Uint8Array, at = 0): number {
  const offset = at * SKETCH_BYTES;
  return (
    multisetDistance(sketch, others, 0, KINDS, offset) +
    (multisetDistance(sketch, others, OPERANDS, READERS, offset) +
      multisetDistance(sketch, others, READERS, SKETCH_BYTES, offset)) /
      2
  );
}

const FIRST_CHARACTER = '0'.charCodeAt(0);

/** A sketch as text of printable ASCII characters, one a count. */
export function formatSketch(sketch: BlockSketch): string {
  return String.fromCharCode(...sketch.map((count) => FIRST_CHARACTER + count));
}

/** Inverse of {@link formatSketch}; writes to a place of its own. */
export function readSketch(text: string, target: Uint8Array, at = 0): void {
  for (let place = 0; place < SKETCH_BYTES; place++) {
    target[at * SKETCH_BYTES + place] = text.charCodeAt(place) - FIRST_CHARACTER;
  }
}
