import { createLayer } from './create-layer.js';
import { LAYER_TYPE_CODES } from './layer.js';
import type { Layer, LayerType } from './layer.js';
import { MAX_LAYERS } from './layer-index.js';

/** By type, kernel and predecessors; there are no more than legal layers. */
const layers = new Map<number, Layer>();

/**
 * The layer of a type, kernel (0 where the type has none) and predecessors, the same object each time. Throws
 * NscError where there is no such layer.
 */
export function layerOf(type: LayerType, kernel: number, ...predecessors: readonly number[]): Layer {
  let key = LAYER_TYPE_CODES[type] * 8 + kernel;
  for (const predecessor of predecessors) key = key * (MAX_LAYERS + 1) + predecessor;
  let layer = layers.get(key);
  if (layer === undefined) {
    layer = createLayer(Math.max(...predecessors) + 1, { type, kernel, predecessors });
    layers.set(key, layer);
  }
  return layer;
}
