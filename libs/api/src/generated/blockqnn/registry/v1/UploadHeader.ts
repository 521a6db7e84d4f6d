// Original file: proto/blockqnn/registry/v1/registry.proto

import type { ArtifactKindInput as _blockqnn_registry_v1_ArtifactKindInput, ArtifactKind as _blockqnn_registry_v1_ArtifactKind } from '../../../blockqnn/registry/v1/ArtifactKind.js';
import type { Long } from '@grpc/proto-loader';

/**
 * What is about to be uploaded.
 */
export interface UploadHeaderInput {
  /**
   * What it is; not unspecified.
   */
  'kind'?: (_blockqnn_registry_v1_ArtifactKindInput);
  /**
   * Length of the whole in bytes; 1 to the bound of its kind.
   */
  'sizeBytes'?: (number | string | Long);
  /**
   * Lower-case hexadecimal SHA-256 of the whole.
   */
  'sha256'?: (string);
  /**
   * Where the bytes that follow begin; 0 for a new upload, or what QueryUpload gave as
   * committed_bytes. At most size_bytes.
   */
  'offset'?: (number | string | Long);
}

/**
 * What is about to be uploaded.
 */
export interface UploadHeader {
  /**
   * What it is; not unspecified.
   */
  'kind': (_blockqnn_registry_v1_ArtifactKind);
  /**
   * Length of the whole in bytes; 1 to the bound of its kind.
   */
  'sizeBytes': (number);
  /**
   * Lower-case hexadecimal SHA-256 of the whole.
   */
  'sha256': (string);
  /**
   * Where the bytes that follow begin; 0 for a new upload, or what QueryUpload gave as
   * committed_bytes. At most size_bytes.
   */
  'offset': (number);
}
