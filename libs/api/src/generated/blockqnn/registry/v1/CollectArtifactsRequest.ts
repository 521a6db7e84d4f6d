// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of CollectArtifacts.
 */
export interface CollectArtifactsRequestInput {
  /**
   * Only tell what would be removed.
   */
  'dryRun'?: (boolean);
}

/**
 * Request of CollectArtifacts.
 */
export interface CollectArtifactsRequest {
  /**
   * Only tell what would be removed.
   */
  'dryRun': (boolean);
}
