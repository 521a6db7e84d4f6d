import { BATCH_NORMALISATION, type GraphNode } from '@blockqnn/network';

/** A layer as Keras serialises it, without name and connections. */
export interface KerasLayer {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const CHANNELS_LAST = { data_format: 'channels_last' };
/** How the weights would be drawn if there were none; the name stands for the same in all dialects. */
const HE_NORMAL = 'HeNormal';

/** The Keras layer that computes what a node computes. */
export function kerasLayer({ operation, shape }: GraphNode): KerasLayer {
  switch (operation.kind) {
    case 'input':
      return {
        className: 'InputLayer',
        config: { batch_input_shape: [null, shape.height, shape.width, shape.channels], sparse: false },
      };
    case 'rescale':
      return { className: 'Rescaling', config: { scale: operation.scale, offset: operation.offset } };
    case 'relu':
    case 'softmax':
      return { className: 'Activation', config: { activation: operation.kind } };
    case 'convolution':
      return {
        className: 'Conv2D',
        config: {
          filters: operation.filters,
          kernel_size: square(operation.kernel),
          strides: square(operation.stride),
          padding: 'same',
          ...CHANNELS_LAST,
          dilation_rate: square(1),
          activation: 'linear',
          use_bias: false,
          kernel_initializer: HE_NORMAL,
        },
      };
    case 'batchNormalisation':
      return {
        className: 'BatchNormalization',
        config: { axis: -1, ...BATCH_NORMALISATION, center: true, scale: true },
      };
    case 'maxPooling':
      return { className: 'MaxPooling2D', config: pooling(operation) };
    case 'averagePooling':
      return { className: 'AveragePooling2D', config: pooling(operation) };
    case 'add':
      return { className: 'Add', config: {} };
    case 'concat':
      return { className: 'Concatenate', config: { axis: -1 } };
    case 'globalAveragePooling':
      return { className: 'GlobalAveragePooling2D', config: CHANNELS_LAST };
    case 'dense':
      return {
        className: 'Dense',
        config: {
          units: operation.units,
          activation: 'linear',
          use_bias: true,
          kernel_initializer: HE_NORMAL,
        },
      };
  }
}

function pooling({ kernel, stride }: { kernel: number; stride: number }): KerasLayer['config'] {
  return { pool_size: square(kernel), strides: square(stride), padding: 'same', ...CHANNELS_LAST };
}

function square(side: number): [number, number] {
  return [side, side];
}
