// Original file: proto/blockqnn/registry/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

/**
 * What is about to be uploaded.
 */
export interface WeightsHeaderInput {
  /**
   * Length in bytes; 1 to 2^30.
   */
  'sizeBytes'?: (number | string | Long);
  /**
   * Lower-case hexadecimal SHA-256 of the safetensors file.
   */
  'sha256'?: (string);
}

/**
 * What is about to be uploaded.
 */
export interface WeightsHeader {
  /**
   * Length in bytes; 1 to 2^30.
   */
  'sizeBytes': (number);
  /**
   * Lower-case hexadecimal SHA-256 of the safetensors file.
   */
  'sha256': (string);
}
