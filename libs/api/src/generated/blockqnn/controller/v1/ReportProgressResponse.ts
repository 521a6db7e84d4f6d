// Original file: proto/blockqnn/controller/v1/controller.proto

import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';
import type { StopReasonInput as _blockqnn_controller_v1_StopReasonInput, StopReason as _blockqnn_controller_v1_StopReason } from '../../../blockqnn/controller/v1/StopReason.js';

/**
 * Response of ReportProgress.
 */
export interface ReportProgressResponseInput {
  /**
   * When the lease ends now.
   */
  'leaseExpireTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * Stop working on the trial; stop_reason says why, and what to do.
   */
  'stop'?: (boolean);
  /**
   * Set where stop is.
   */
  'stopReason'?: (_blockqnn_controller_v1_StopReasonInput);
}

/**
 * Response of ReportProgress.
 */
export interface ReportProgressResponse {
  /**
   * When the lease ends now.
   */
  'leaseExpireTime': (_google_protobuf_Timestamp | null);
  /**
   * Stop working on the trial; stop_reason says why, and what to do.
   */
  'stop': (boolean);
  /**
   * Set where stop is.
   */
  'stopReason': (_blockqnn_controller_v1_StopReason);
}
