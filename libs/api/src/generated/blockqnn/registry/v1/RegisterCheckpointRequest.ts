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
   * Of the artifact; 64 lower-case hexadecimal digits. Empty just where the training begins anew.
   */
  'sha256'?: (string);
  /**
   * The training begins anew, and has no checkpoint yet.
   */
  'anew'?: (boolean);
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
   * Of the artifact; 64 lower-case hexadecimal digits. Empty just where the training begins anew.
   */
  'sha256': (string);
  /**
   * The training begins anew, and has no checkpoint yet.
   */
  'anew': (boolean);
}
