// Original file: proto/blockqnn/registry/v1/registry.proto

/**
 * File formats of models.
 */
export const ModelFormat = {
  /**
   * Means MODEL_FORMAT_TFJS.
   */
  MODEL_FORMAT_UNSPECIFIED: 'MODEL_FORMAT_UNSPECIFIED',
  /**
   * TensorFlow.js LayersModel: model.json and weight shards.
   */
  MODEL_FORMAT_TFJS: 'MODEL_FORMAT_TFJS',
  /**
   * Keras archive of version 3, *.keras.
   */
  MODEL_FORMAT_KERAS: 'MODEL_FORMAT_KERAS',
  /**
   * ONNX: *.onnx.
   */
  MODEL_FORMAT_ONNX: 'MODEL_FORMAT_ONNX',
  /**
   * A Python module of one torch.nn.Module, and its weights as safetensors.
   */
  MODEL_FORMAT_PYTORCH: 'MODEL_FORMAT_PYTORCH',
  /**
   * TensorFlow SavedModel with a serving signature; its files stand in folders.
   */
  MODEL_FORMAT_SAVED_MODEL: 'MODEL_FORMAT_SAVED_MODEL',
} as const;

/**
 * File formats of models.
 */
export type ModelFormatInput =
  /**
   * Means MODEL_FORMAT_TFJS.
   */
  | 'MODEL_FORMAT_UNSPECIFIED'
  | 0
  /**
   * TensorFlow.js LayersModel: model.json and weight shards.
   */
  | 'MODEL_FORMAT_TFJS'
  | 1
  /**
   * Keras archive of version 3, *.keras.
   */
  | 'MODEL_FORMAT_KERAS'
  | 2
  /**
   * ONNX: *.onnx.
   */
  | 'MODEL_FORMAT_ONNX'
  | 3
  /**
   * A Python module of one torch.nn.Module, and its weights as safetensors.
   */
  | 'MODEL_FORMAT_PYTORCH'
  | 4
  /**
   * TensorFlow SavedModel with a serving signature; its files stand in folders.
   */
  | 'MODEL_FORMAT_SAVED_MODEL'
  | 5

/**
 * File formats of models.
 */
export type ModelFormat = typeof ModelFormat[keyof typeof ModelFormat]
