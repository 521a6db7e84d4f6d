// Original file: proto/blockqnn/registry/v1/registry.proto

import type { CheckpointInput as _blockqnn_registry_v1_CheckpointInput, Checkpoint as _blockqnn_registry_v1_Checkpoint } from '../../../blockqnn/registry/v1/Checkpoint.js';

/**
 * Response of GetCheckpoint.
 */
export interface GetCheckpointResponseInput {
  /**
   * The checkpoint.
   */
  'checkpoint'?: (_blockqnn_registry_v1_CheckpointInput | null);
}

/**
 * Response of GetCheckpoint.
 */
export interface GetCheckpointResponse {
  /**
   * The checkpoint.
   */
  'checkpoint': (_blockqnn_registry_v1_Checkpoint | null);
}
