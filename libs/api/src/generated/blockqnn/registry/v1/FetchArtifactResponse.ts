// Original file: proto/blockqnn/registry/v1/registry.proto

import type { FetchHeaderInput as _blockqnn_registry_v1_FetchHeaderInput, FetchHeader as _blockqnn_registry_v1_FetchHeader } from '../../../blockqnn/registry/v1/FetchHeader.js';

/**
 * Response of FetchArtifact.
 */
export interface FetchArtifactResponseInput {
  /**
   * Comes first.
   */
  'header'?: (_blockqnn_registry_v1_FetchHeaderInput | null);
  /**
   * Comes after: the bytes in order from the offset on, at most 1 MiB each.
   */
  'chunk'?: (Buffer | Uint8Array | string);
  /**
   * Header or bytes.
   */
  'part'?: "header"|"chunk";
}

/**
 * Response of FetchArtifact.
 */
export interface FetchArtifactResponse {
  /**
   * Comes first.
   */
  'header'?: (_blockqnn_registry_v1_FetchHeader | null);
  /**
   * Comes after: the bytes in order from the offset on, at most 1 MiB each.
   */
  'chunk'?: (Buffer);
  /**
   * Header or bytes.
   */
  'part'?: "header"|"chunk";
}
