// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of GetTraining.
 */
export interface GetTrainingRequestInput {
  /**
   * "trainings/{training}".
   */
  'name'?: (string);
}

/**
 * Request of GetTraining.
 */
export interface GetTrainingRequest {
  /**
   * "trainings/{training}".
   */
  'name': (string);
}
