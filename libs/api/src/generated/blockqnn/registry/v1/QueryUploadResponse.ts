// Original file: proto/blockqnn/registry/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Response of QueryUpload.
 */
export interface QueryUploadResponseInput {
  /**
   * How many bytes from the beginning are there; 0 where the upload has to begin anew, also while
   * another call uploads the same.
   */
  'committedBytes'?: (number | string | Long);
  /**
   * Whether the artifact is kept; it need not be uploaded then.
   */
  'complete'?: (boolean);
}

/**
 * Response of QueryUpload.
 */
export interface QueryUploadResponse {
  /**
   * How many bytes from the beginning are there; 0 where the upload has to begin anew, also while
   * another call uploads the same.
   */
  'committedBytes': (number);
  /**
   * Whether the artifact is kept; it need not be uploaded then.
   */
  'complete': (boolean);
}
