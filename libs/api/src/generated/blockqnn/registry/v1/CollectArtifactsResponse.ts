// Original file: proto/blockqnn/registry/v1/registry.proto

import type { ArtifactInput as _blockqnn_registry_v1_ArtifactInput, Artifact as _blockqnn_registry_v1_Artifact } from '../../../blockqnn/registry/v1/Artifact.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Response of CollectArtifacts: a batch that has been looked through.
 */
export interface CollectArtifactsResponseInput {
  /**
   * Those removed, or with dry_run those that would be.
   */
  'artifacts'?: (_blockqnn_registry_v1_ArtifactInput)[];
  /**
   * Artifacts looked at so far.
   */
  'examinedCount'?: (number | string | Long);
}

/**
 * Response of CollectArtifacts: a batch that has been looked through.
 */
export interface CollectArtifactsResponse {
  /**
   * Those removed, or with dry_run those that would be.
   */
  'artifacts': (_blockqnn_registry_v1_Artifact)[];
  /**
   * Artifacts looked at so far.
   */
  'examinedCount': (number);
}
