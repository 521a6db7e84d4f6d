// Original file: proto/blockqnn/registry/v1/registry.proto

import type { ModelHeaderInput as _blockqnn_registry_v1_ModelHeaderInput, ModelHeader as _blockqnn_registry_v1_ModelHeader } from '../../../blockqnn/registry/v1/ModelHeader.js';
import type { FileChunkInput as _blockqnn_registry_v1_FileChunkInput, FileChunk as _blockqnn_registry_v1_FileChunk } from '../../../blockqnn/registry/v1/FileChunk.js';

/**
 * Response of ExportModel.
 */
export interface ExportModelResponseInput {
  /**
   * Comes first.
   */
  'header'?: (_blockqnn_registry_v1_ModelHeaderInput | null);
  /**
   * Comes after, file by file.
   */
  'chunk'?: (_blockqnn_registry_v1_FileChunkInput | null);
  /**
   * Header or bytes.
   */
  'part'?: "header"|"chunk";
}

/**
 * Response of ExportModel.
 */
export interface ExportModelResponse {
  /**
   * Comes first.
   */
  'header'?: (_blockqnn_registry_v1_ModelHeader | null);
  /**
   * Comes after, file by file.
   */
  'chunk'?: (_blockqnn_registry_v1_FileChunk | null);
  /**
   * Header or bytes.
   */
  'part'?: "header"|"chunk";
}
