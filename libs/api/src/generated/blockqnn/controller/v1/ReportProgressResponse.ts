// Original file: proto/blockqnn/controller/v1/controller.proto

import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';

/**
 * Response of ReportProgress.
 */
export interface ReportProgressResponseInput {
  /**
   * When the lease ends now.
   */
  'leaseExpireTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * The result is not wanted any more: stop, and call AbandonTrial.
   */
  'stop'?: (boolean);
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
   * The result is not wanted any more: stop, and call AbandonTrial.
   */
  'stop': (boolean);
}
