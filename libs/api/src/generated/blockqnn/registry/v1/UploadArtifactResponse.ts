// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Response of UploadArtifact.
 */
export interface UploadArtifactResponseInput {
  /**
   * Resource name, for instance "weights/{sha256}".
   */
  'name'?: (string);
}

/**
 * Response of UploadArtifact.
 */
export interface UploadArtifactResponse {
  /**
   * Resource name, for instance "weights/{sha256}".
   */
  'name': (string);
}
