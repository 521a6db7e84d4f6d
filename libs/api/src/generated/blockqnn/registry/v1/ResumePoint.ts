// Original file: proto/blockqnn/registry/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

/**
 * A place in the files of a model that came in part. Every other field of the request has to be what it
 * was the first time.
 */
export interface ResumePointInput {
  /**
   * etag of the header that came with the first part; 64 lower-case hexadecimal digits.
   * FAILED_PRECONDITION (MODEL_CHANGED) where the model has another one by now: better weights came, or
   * the registry was updated.
   */
  'etag'?: (string);
  /**
   * Name of the file to go on with. Those before it in the header are not sent again.
   */
  'file'?: (string);
  /**
   * Bytes of that file that are there; 0 to its length.
   */
  'offset'?: (number | string | Long);
}

/**
 * A place in the files of a model that came in part. Every other field of the request has to be what it
 * was the first time.
 */
export interface ResumePoint {
  /**
   * etag of the header that came with the first part; 64 lower-case hexadecimal digits.
   * FAILED_PRECONDITION (MODEL_CHANGED) where the model has another one by now: better weights came, or
   * the registry was updated.
   */
  'etag': (string);
  /**
   * Name of the file to go on with. Those before it in the header are not sent again.
   */
  'file': (string);
  /**
   * Bytes of that file that are there; 0 to its length.
   */
  'offset': (number);
}
