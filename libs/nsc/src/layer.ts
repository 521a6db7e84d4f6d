/**
 * A layer of a block, without its index: the position in {@link Block.layers} is the index, counted
 * from 1. A predecessor is a smaller index, or 0 for the block's input.
 *
 * Source: BlockQNN (CVPR 2018), Network Structure Code.
 */
export type Layer = ConvolutionLayer | PoolingLayer | IdentityLayer | MergeLayer;

/** Kernel sizes of a convolution, in pixels. */
export const CONVOLUTION_KERNELS = [1, 3, 5] as const;
export type ConvolutionKernel = (typeof CONVOLUTION_KERNELS)[number];

/** Kernel sizes of a pooling, in pixels. */
export const POOLING_KERNELS = [1, 3] as const;
export type PoolingKernel = (typeof POOLING_KERNELS)[number];

/** Pre-activation convolutional cell (PCC): ReLU, convolution (stride 1, same padding, no bias), batch normalisation. */
export interface ConvolutionLayer {
  readonly type: 'convolution';
  readonly kernel: ConvolutionKernel;
  readonly predecessors: readonly [number];
}

/** Pooling with stride 1 and same padding; the average leaves padded positions out. */
export interface PoolingLayer {
  readonly type: 'maxPooling' | 'averagePooling';
  readonly kernel: PoolingKernel;
  readonly predecessors: readonly [number];
}

/** Passes its predecessor on unchanged. */
export interface IdentityLayer {
  readonly type: 'identity';
  readonly predecessors: readonly [number];
}

/** Element-wise sum, or concatenation along the channels, of two predecessors. */
export interface MergeLayer {
  readonly type: 'add' | 'concat';
  readonly predecessors: readonly [number, number];
}

export type LayerType = Layer['type'];

/** Number of each type in the 5-tuple form; Terminal, which is no layer here, is {@link TERMINAL_CODE}. */
export const LAYER_TYPE_CODES = {
  convolution: 1,
  maxPooling: 2,
  averagePooling: 3,
  identity: 4,
  add: 5,
  concat: 6,
} as const satisfies Record<LayerType, number>;

export const TERMINAL_CODE = 7;

/** Kernel size in pixels; 0 where the type has none. */
export function kernelOf(layer: Layer): number {
  return 'kernel' in layer ? layer.kernel : 0;
}
