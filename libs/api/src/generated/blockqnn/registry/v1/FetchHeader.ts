// Original file: proto/blockqnn/registry/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

/**
 * What is about to be streamed.
 */
export interface FetchHeaderInput {
  /**
   * Length of the whole artifact in bytes.
   */
  'sizeBytes'?: (number | string | Long);
  /**
   * Lower-case hexadecimal SHA-256 of the whole artifact.
   */
  'sha256'?: (string);
}

/**
 * What is about to be streamed.
 */
export interface FetchHeader {
  /**
   * Length of the whole artifact in bytes.
   */
  'sizeBytes': (number);
  /**
   * Lower-case hexadecimal SHA-256 of the whole artifact.
   */
  'sha256': (string);
}
