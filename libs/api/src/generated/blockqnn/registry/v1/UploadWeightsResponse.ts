// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Response of UploadWeights.
 */
export interface UploadWeightsResponseInput {
  /**
   * Resource name, "weights/{sha256}".
   */
  'name'?: (string);
}

/**
 * Response of UploadWeights.
 */
export interface UploadWeightsResponse {
  /**
   * Resource name, "weights/{sha256}".
   */
  'name': (string);
}
