// Original file: proto/blockqnn/registry/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Bytes of a file.
 */
export interface FileChunkInput {
  /**
   * The file's name.
   */
  'name'?: (string);
  /**
   * Where in the file these bytes begin.
   */
  'offset'?: (number | string | Long);
  /**
   * At most 1 MiB.
   */
  'data'?: (Buffer | Uint8Array | string);
}

/**
 * Bytes of a file.
 */
export interface FileChunk {
  /**
   * The file's name.
   */
  'name': (string);
  /**
   * Where in the file these bytes begin.
   */
  'offset': (number);
  /**
   * At most 1 MiB.
   */
  'data': (Buffer);
}
