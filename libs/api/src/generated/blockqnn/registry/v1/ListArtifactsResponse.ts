// Original file: proto/blockqnn/registry/v1/registry.proto

import type { ArtifactInput as _blockqnn_registry_v1_ArtifactInput, Artifact as _blockqnn_registry_v1_Artifact } from '../../../blockqnn/registry/v1/Artifact.js';

/**
 * Response of ListArtifacts.
 */
export interface ListArtifactsResponseInput {
  /**
   * Weights, then checkpoints, then curves, each by SHA-256.
   */
  'artifacts'?: (_blockqnn_registry_v1_ArtifactInput)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * Response of ListArtifacts.
 */
export interface ListArtifactsResponse {
  /**
   * Weights, then checkpoints, then curves, each by SHA-256.
   */
  'artifacts': (_blockqnn_registry_v1_Artifact)[];
  /**
   * For the next page; empty on the last.
   */
  'nextPageToken': (string);
}
