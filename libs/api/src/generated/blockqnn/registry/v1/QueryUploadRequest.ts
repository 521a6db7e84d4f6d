// Original file: proto/blockqnn/registry/v1/registry.proto


/**
 * Request of QueryUpload.
 */
export interface QueryUploadRequestInput {
  /**
   * Resource name, for instance "weights/{sha256}".
   */
  'name'?: (string);
}

/**
 * Request of QueryUpload.
 */
export interface QueryUploadRequest {
  /**
   * Resource name, for instance "weights/{sha256}".
   */
  'name': (string);
}
