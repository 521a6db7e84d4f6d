// Original file: proto/blockqnn/registry/v1/registry.proto

import type { CheckpointInput as _blockqnn_registry_v1_CheckpointInput, Checkpoint as _blockqnn_registry_v1_Checkpoint } from '../../../blockqnn/registry/v1/Checkpoint.js';

/**
 * Response of RegisterCheckpoint.
 */
export interface RegisterCheckpointResponseInput {
  /**
   * As it is kept; missing where the training begins anew.
   */
  'checkpoint'?: (_blockqnn_registry_v1_CheckpointInput | null);
}

/**
 * Response of RegisterCheckpoint.
 */
export interface RegisterCheckpointResponse {
  /**
   * As it is kept; missing where the training begins anew.
   */
  'checkpoint': (_blockqnn_registry_v1_Checkpoint | null);
}
