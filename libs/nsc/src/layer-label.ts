import type { Layer } from './layer.js';

/** What a layer does, for people: `conv 3×3`, `max pool 1×1`, `add`. */
export function layerLabel(layer: Layer): string {
  switch (layer.type) {
    case 'convolution':
      return `conv ${windowLabel(layer.kernel)}`;
    case 'maxPooling':
      return `max pool ${windowLabel(layer.kernel)}`;
    case 'averagePooling':
      return `avg pool ${windowLabel(layer.kernel)}`;
    case 'identity':
    case 'add':
    case 'concat':
      return layer.type;
  }
}

function windowLabel(kernel: number): string {
  return `${String(kernel)}×${String(kernel)}`;
}
