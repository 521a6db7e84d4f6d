// Original file: proto/blockqnn/registry/v1/registry.proto

import type { UploadHeaderInput as _blockqnn_registry_v1_UploadHeaderInput, UploadHeader as _blockqnn_registry_v1_UploadHeader } from '../../../blockqnn/registry/v1/UploadHeader.js';

/**
 * Request of UploadArtifact.
 */
export interface UploadArtifactRequestInput {
  /**
   * Comes first.
   */
  'header'?: (_blockqnn_registry_v1_UploadHeaderInput | null);
  /**
   * Comes after: the artifact's bytes in order from header.offset on, at most 1 MiB each.
   */
  'chunk'?: (Buffer | Uint8Array | string);
  /**
   * Header or bytes.
   */
  'part'?: "header"|"chunk";
}

/**
 * Request of UploadArtifact.
 */
export interface UploadArtifactRequest {
  /**
   * Comes first.
   */
  'header'?: (_blockqnn_registry_v1_UploadHeader | null);
  /**
   * Comes after: the artifact's bytes in order from header.offset on, at most 1 MiB each.
   */
  'chunk'?: (Buffer);
  /**
   * Header or bytes.
   */
  'part'?: "header"|"chunk";
}
