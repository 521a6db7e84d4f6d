// Original file: proto/blockqnn/registry/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

/**
 * One file of a model.
 */
export interface ModelFileInput {
  /**
   * Plain name without folders, for instance "model.json".
   */
  'name'?: (string);
  /**
   * Length in bytes.
   */
  'sizeBytes'?: (number | string | Long);
  /**
   * Lower-case hexadecimal SHA-256.
   */
  'sha256'?: (string);
}

/**
 * One file of a model.
 */
export interface ModelFile {
  /**
   * Plain name without folders, for instance "model.json".
   */
  'name': (string);
  /**
   * Length in bytes.
   */
  'sizeBytes': (number);
  /**
   * Lower-case hexadecimal SHA-256.
   */
  'sha256': (string);
}
