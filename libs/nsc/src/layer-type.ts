import { CONVOLUTION_KERNELS, POOLING_KERNELS } from './layer.js';
import type { LayerType } from './layer.js';

/** All types in the order of their codes. */
export const LAYER_TYPES: readonly LayerType[] = [
  'convolution',
  'maxPooling',
  'averagePooling',
  'identity',
  'add',
  'concat',
];

/** What stands for the kernel of a type that has none. */
export const NO_KERNEL = [0] as const;

/** Kernel sizes that a type may have, in pixels; [0] where it has none. */
export function legalKernels(type: LayerType): readonly number[] {
  switch (type) {
    case 'convolution':
      return CONVOLUTION_KERNELS;
    case 'maxPooling':
    case 'averagePooling':
      return POOLING_KERNELS;
    case 'identity':
    case 'add':
    case 'concat':
      return NO_KERNEL;
  }
}

/** How many predecessors a type has. */
export function predecessorCount(type: LayerType): 1 | 2 {
  return type === 'add' || type === 'concat' ? 2 : 1;
}
