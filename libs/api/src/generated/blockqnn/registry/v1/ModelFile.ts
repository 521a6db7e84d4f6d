// Original file: proto/blockqnn/registry/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

/**
 * One file of a model.
 */
export interface ModelFileInput {
  /**
   * Plain name, for instance "model.json"; of a SavedModel also a relative path of plain names, for
   * instance "variables/variables.index".
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
   * Plain name, for instance "model.json"; of a SavedModel also a relative path of plain names, for
   * instance "variables/variables.index".
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
