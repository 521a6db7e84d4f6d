import type { Block } from '../block.js';
import { outputLayers } from '../block.js';
import { kernelOf, LAYER_TYPE_CODES } from '../layer.js';
import type { Layer } from '../layer.js';

/**
 * A layer with what is next to it: what it is, and how many of each kind it reads and is read by. Kinds are
 * numbered from 0 (see {@link KINDS}); the last place counts the block's input among what is read, and the
 * block's output among the readers.
 */
export interface Star {
  readonly kind: number;
  /** By kind, then the input. */
  readonly operands: Uint8Array;
  /** By kind, then the output. */
  readonly readers: Uint8Array;
}

/** Types and kernels that occur in a canonical code, where poolings of kernel 1 do not. */
export const KINDS = 8;

/** Counts of kinds, and of the block's input or output. */
export const NEIGHBOUR_KINDS = KINDS + 1;

const KIND_NUMBERS: ReadonlyMap<number, number> = new Map(
  [11, 13, 15, 23, 33, 40, 50, 60].map((typeAndKernel, kind) => [typeAndKernel, kind]),
);

/** The stars of a canonical block, in the order of its layers. */
export function starsOf({ layers }: Block): readonly Star[] {
  const stars = layers.map((layer) => ({
    kind: kindOf(layer),
    operands: new Uint8Array(NEIGHBOUR_KINDS),
    readers: new Uint8Array(NEIGHBOUR_KINDS),
  }));
  for (const [place, { predecessors }] of layers.entries()) {
    const reader = stars[place];
    for (const predecessor of predecessors) {
      const operand = stars[predecessor - 1];
      count(reader?.operands, operand?.kind ?? KINDS);
      count(operand?.readers, reader?.kind ?? KINDS);
    }
  }
  for (const index of outputLayers({ layers })) count(stars[index - 1]?.readers, KINDS);
  return stars;
}

function kindOf(layer: Layer): number {
  const kind = KIND_NUMBERS.get(LAYER_TYPE_CODES[layer.type] * 10 + kernelOf(layer));
  if (kind === undefined)
    throw new RangeError(`no layer of a canonical code: ${layer.type} ${kernelOf(layer)}`);
  return kind;
}

function count(counts: Uint8Array | undefined, kind: number): void {
  if (counts) counts[kind] = (counts[kind] ?? 0) + 1;
}
