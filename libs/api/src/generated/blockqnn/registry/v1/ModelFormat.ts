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
 * File formats of models.
 */
export type ModelFormat = typeof ModelFormat[keyof typeof ModelFormat]
