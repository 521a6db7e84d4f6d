// Original file: proto/blockqnn/registry/v1/registry.proto

import type { WeightsHeaderInput as _blockqnn_registry_v1_WeightsHeaderInput, WeightsHeader as _blockqnn_registry_v1_WeightsHeader } from '../../../blockqnn/registry/v1/WeightsHeader.js';

/**
 * Request of UploadWeights.
 */
export interface UploadWeightsRequestInput {
  /**
   * Comes first.
   */
  'header'?: (_blockqnn_registry_v1_WeightsHeaderInput | null);
  /**
   * Comes after: the file's bytes in order, at most 1 MiB each.
   */
  'chunk'?: (Buffer | Uint8Array | string);
  /**
   * Header or bytes.
   */
  'part'?: "header"|"chunk";
}

/**
 * Request of UploadWeights.
 */
export interface UploadWeightsRequest {
  /**
   * Comes first.
   */
  'header'?: (_blockqnn_registry_v1_WeightsHeader | null);
  /**
   * Comes after: the file's bytes in order, at most 1 MiB each.
   */
  'chunk'?: (Buffer);
  /**
   * Header or bytes.
   */
  'part'?: "header"|"chunk";
}
