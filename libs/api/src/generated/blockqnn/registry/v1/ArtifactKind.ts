// Original file: proto/blockqnn/registry/v1/registry.proto

/**
 * What an artifact is.
 */
export const ArtifactKind = {
  /**
   * Where kinds are asked for: all of them. Otherwise not allowed.
   */
  ARTIFACT_KIND_UNSPECIFIED: 'ARTIFACT_KIND_UNSPECIFIED',
  /**
   * Trained weights: safetensors of float32, "weights/{sha256}"; at most 2^30 bytes.
   */
  ARTIFACT_KIND_WEIGHTS: 'ARTIFACT_KIND_WEIGHTS',
  /**
   * A checkpoint of a training: safetensors of float32, "checkpoints/{sha256}"; at most 2^32 bytes.
   */
  ARTIFACT_KIND_CHECKPOINT: 'ARTIFACT_KIND_CHECKPOINT',
  /**
   * A training's epochs: blockqnn.domain.v1.Epoch in the proto3 JSON mapping, one a line,
   * "curves/{sha256}"; at most 2^24 bytes.
   */
  ARTIFACT_KIND_CURVE: 'ARTIFACT_KIND_CURVE',
} as const;

/**
 * What an artifact is.
 */
export type ArtifactKindInput =
  /**
   * Where kinds are asked for: all of them. Otherwise not allowed.
   */
  | 'ARTIFACT_KIND_UNSPECIFIED'
  | 0
  /**
   * Trained weights: safetensors of float32, "weights/{sha256}"; at most 2^30 bytes.
   */
  | 'ARTIFACT_KIND_WEIGHTS'
  | 1
  /**
   * A checkpoint of a training: safetensors of float32, "checkpoints/{sha256}"; at most 2^32 bytes.
   */
  | 'ARTIFACT_KIND_CHECKPOINT'
  | 2
  /**
   * A training's epochs: blockqnn.domain.v1.Epoch in the proto3 JSON mapping, one a line,
   * "curves/{sha256}"; at most 2^24 bytes.
   */
  | 'ARTIFACT_KIND_CURVE'
  | 3

/**
 * What an artifact is.
 */
export type ArtifactKind = typeof ArtifactKind[keyof typeof ArtifactKind]
