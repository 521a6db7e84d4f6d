/**
 * How the layers of a block hang together, read once from its canonical form. Sets of nodes are bit masks:
 * bit 0 is the block's input, bit i the layer of index i.
 */
import {
  kernelOf,
  LAYER_BYTES,
  LAYER_KINDS,
  LAYER_TYPE_CODES,
  MAX_LAYERS,
  NO_PREDECESSOR,
  outputLayers,
  readCompactLayers,
  type Block,
} from '@blockqnn/nsc';

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

const compact = new Uint8Array(MAX_LAYERS * LAYER_BYTES);
const KIND_TYPES = LAYER_KINDS.map(({ type }) => LAYER_TYPE_CODES[type]);
const KIND_KERNELS = LAYER_KINDS.map(({ kernel }) => kernel);

/** As {@link structureOf}, of the text of a canonical code, which is not checked: many times as fast as parsing it. */
export function structureOfText(nsc: string): Structure {
  const layers = readCompactLayers(nsc, compact);
  const types = [0];
  const kernels = [0];
  const operands: number[][] = [[]];
  const readers = [0];
  const ancestors = [0];
  for (let index = 1, offset = 0; index <= layers; index += 1, offset += LAYER_BYTES) {
    const kind = compact[offset] as number;
    const [one, other] = [compact[offset + 1] as number, compact[offset + 2] as number];
    types.push(KIND_TYPES[kind] as number);
    kernels.push(KIND_KERNELS[kind] as number);
    readers.push(0);
    readers[one] = (readers[one] as number) | (1 << index);
    let above = (1 << one) | (ancestors[one] as number);
    if (other === NO_PREDECESSOR) {
      operands.push([one]);
    } else {
      operands.push([one, other]);
      readers[other] = (readers[other] as number) | (1 << index);
      above |= (1 << other) | (ancestors[other] as number);
    }
    ancestors.push(above);
  }
  const outputs: number[] = [];
  for (let index = 1; index <= layers; index += 1) if (readers[index] === 0) outputs.push(index);
  return { layers, types, kernels, operands, readers, ancestors, outputs };
}

/** How many members a set has. */
export function sizeOf(set: number): number {
  let rest = set;
  let size = 0;
  for (; rest !== 0; rest &= rest - 1) size += 1;
  return size;
}
