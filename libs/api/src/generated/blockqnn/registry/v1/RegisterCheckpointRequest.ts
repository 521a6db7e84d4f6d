// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of RegisterCheckpoint.
 */
export interface RegisterCheckpointRequestInput {
  /**
   * "trainings/{training}".
   */
  'training'?: (string);
  /**
   * Of the artifact; 64 lower-case hexadecimal digits.
   */
  'sha256'?: (string);
}

/**
 * Request of RegisterCheckpoint.
 */
export interface RegisterCheckpointRequest {
  /**
   * "trainings/{training}".
   */
  'training': (string);
  /**
   * Of the artifact; 64 lower-case hexadecimal digits.
   */
  'sha256': (string);
}
