// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of GetCheckpoint.
 */
export interface GetCheckpointRequestInput {
  /**
   * "trainings/{training}".
   */
  'training'?: (string);
}

/**
 * Request of GetCheckpoint.
 */
export interface GetCheckpointRequest {
  /**
   * "trainings/{training}".
   */
  'training': (string);
}
