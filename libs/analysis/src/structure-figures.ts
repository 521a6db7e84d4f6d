import { sizeOf, type Structure } from './structure.js';
import { countShortcuts } from './named-structures.js';

const CONVOLUTION = 1;

/** What can be counted of any block. */
export interface StructureFigures {
  /** Layers of the canonical form. */
  readonly layers: number;
  /** Layers on the longest way from the input to the output. */
  readonly depth: number;
  /** Most layers of which none is computed from another: how many could run side by side. */
  readonly width: number;
  /** Values, the input among them, that more than one layer reads. */
  readonly branches: number;
  /** Adds and concats with one operand that the other is computed from. */
  readonly shortcuts: number;
  /** Layers that no layer reads; together they are the block's output. */
  readonly outputs: number;
  readonly convolutions: number;
  /** Links by nodes, as in `@blockqnn/nsc`. */
  readonly density: number;
}

export function structureFigures(structure: Structure): StructureFigures {
  const { layers, types, operands, outputs } = structure;
  return {
    layers,
    depth: depthOf(structure),
    width: widthOf(structure),
    branches: structure.readers.filter((set) => sizeOf(set) > 1).length,
    shortcuts: countShortcuts(structure),
    outputs: outputs.length,
    convolutions: types.filter((type) => type === CONVOLUTION).length,
    density: operands.reduce((sum, read) => sum + read.length, 0) / (layers + 1),
  };
}

function depthOf({ operands }: Structure): number {
  const depths = [0];
  for (const read of operands.slice(1)) depths.push(1 + Math.max(...read.map((index) => depths[index] ?? 0)));
  return Math.max(...depths);
}

/**
 * Dilworth: the largest set of layers of which none is computed from another has as many members as the
 * fewest chains that cover all layers, and those are the layers less the largest matching of layers with
 * layers computed from them.
 */
function widthOf({ layers, ancestors }: Structure): number {
  // By layer: the later layer that it is matched with.
  const matchedWith: number[] = [];
  let matched = 0;
  for (let layer = 1; layer <= layers; layer += 1) if (match(layer, { seen: 0 })) matched += 1;
  return layers - matched;

  /** Finds the layer an ancestor of its own, where need be by finding others new ones (Kuhn). */
  function match(layer: number, search: { seen: number }): boolean {
    for (let ancestor = 1; ancestor < layer; ancestor += 1) {
      const bit = 1 << ancestor;
      if (((ancestors[layer] ?? 0) & bit) === 0 || (search.seen & bit) !== 0) continue;
      search.seen |= bit;
      const rival = matchedWith[ancestor];
      if (rival === undefined || match(rival, search)) {
        matchedWith[ancestor] = layer;
        return true;
      }
    }
    return false;
  }
}
