/**
 * How the layers of a block hang together, read once from its canonical form. Sets of nodes are bit masks:
 * bit 0 is the block's input, bit i the layer of index i.
 */
import { kernelOf, LAYER_TYPE_CODES, outputLayers, type Block } from '@blockqnn/nsc';

export interface Structure {
  /** How many layers. */
  readonly layers: number;
  /** By index, from 1: the type's NSC code. */
  readonly types: readonly number[];
  /** By index, from 1: the kernel in pixels; 0 where there is none. */
  readonly kernels: readonly number[];
  /** By index, from 1: what the layer reads, each once for every time it is read. */
  readonly operands: readonly (readonly number[])[];
  /** By index, from 0: the set of layers that read the node. */
  readonly readers: readonly number[];
  /** By index, from 0: the set of nodes that the node is computed from, itself left out. */
  readonly ancestors: readonly number[];
  /** Indices of the layers that nobody reads. */
  readonly outputs: readonly number[];
}

/** The structure of a block in canonical form. */
export function structureOf(canonical: Block): Structure {
  const { layers } = canonical;
  const types = [0];
  const kernels = [0];
  const operands: (readonly number[])[] = [[]];
  const readers = [0];
  const ancestors = [0];
  for (const layer of layers) {
    const index = types.length;
    types.push(LAYER_TYPE_CODES[layer.type]);
    kernels.push(kernelOf(layer));
    operands.push(layer.predecessors);
    readers.push(0);
    let above = 0;
    for (const operand of layer.predecessors) {
      above |= (1 << operand) | (ancestors[operand] ?? 0);
      readers[operand] = (readers[operand] ?? 0) | (1 << index);
    }
    ancestors.push(above);
  }
  return {
    layers: layers.length,
    types,
    kernels,
    operands,
    readers,
    ancestors,
    outputs: outputLayers(canonical),
  };
}

/** How many members a set has. */
export function sizeOf(set: number): number {
  let rest = set;
  let size = 0;
  for (; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
