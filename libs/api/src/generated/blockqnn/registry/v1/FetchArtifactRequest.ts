// Original file: proto/blockqnn/registry/v1/registry.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Request of FetchArtifact.
 */
export interface FetchArtifactRequestInput {
  /**
   * Resource name, for instance "weights/{sha256}".
   */
  'name'?: (string);
  /**
   * Where in the artifact to begin; 0 to its length.
   */
  'offset'?: (number | string | Long);
}

/**
 * Request of FetchArtifact.
 */
export interface FetchArtifactRequest {
  /**
   * Resource name, for instance "weights/{sha256}".
   */
  'name': (string);
  /**
   * Where in the artifact to begin; 0 to its length.
   */
  'offset': (number);
}
