/**
 * What may stand at an index of a code, for those who build blocks layer by layer: type first, then
 * kernel (`legalKernels`) and predecessors, or one of all layers at once. Whatever is put together
 * from these answers is legal.
 */
import { createLayer } from './create-layer.js';
import type { Layer, LayerType } from './layer.js';
import { BLOCK_INPUT, checkIndex, MAX_LAYERS } from './layer-index.js';
import { LAYER_TYPES, legalKernels, predecessorCount } from './layer-type.js';

/** Predecessors that the layer at an index may have: the block's input and every smaller index. */
export function legalPredecessors(index: number): readonly number[] {
  checkIndex(index);
  return Array.from({ length: index }, (_, predecessor) => predecessor + BLOCK_INPUT);
}

/** Types that the layer at an index may have: all, or none behind the last of at most 23 layers. */
export function legalLayerTypes(index: number, maxLayers: number = MAX_LAYERS): readonly LayerType[] {
  checkIndex(index);
  return index <= Math.min(maxLayers, MAX_LAYERS) ? LAYER_TYPES : [];
}

/** Whether the code may end at an index instead of having a layer there: a block has at least one layer. */
export function isTerminalLegal(index: number): boolean {
  checkIndex(index);
  return index > 1;
}

/**
 * How many layers are legal at an index, Terminal not counted. Swapped predecessors count as two layers.
 * At index i: 3i convolutions, 4i poolings, i identities, i² adds and i² concats, so 1,242 at index 23.
 */
export function countLegalLayers(index: number, maxLayers: number = MAX_LAYERS): number {
  return legalLayerTypes(index, maxLayers)
    .map((type) => legalKernels(type).length * index ** predecessorCount(type))
    .reduce((sum, count) => sum + count, 0);
}

/** By index; made when first asked for. */
const layersByIndex = new Map<number, readonly Layer[]>();

/**
 * Every layer that is legal at an index, Terminal left out, in the order of their 5-tuples. The same frozen
 * array each time.
 */
export function legalLayers(index: number, maxLayers: number = MAX_LAYERS): readonly Layer[] {
  if (legalLayerTypes(index, maxLayers).length === 0) return [];
  const known = layersByIndex.get(index);
  if (known !== undefined) return known;
  const layers = Object.freeze(LAYER_TYPES.flatMap((type) => layersOfType(index, type)));
  layersByIndex.set(index, layers);
  return layers;
}

function layersOfType(index: number, type: LayerType): readonly Layer[] {
  const firsts = legalPredecessors(index);
  const chosen =
    predecessorCount(type) === 1
      ? firsts.map((first) => [first])
      : firsts.flatMap((first) => legalPredecessors(index).map((second) => [first, second]));
  return legalKernels(type).flatMap((kernel) =>
    chosen.map((predecessors) => createLayer(index, { type, kernel, predecessors })),
  );
}
