// Original file: proto/blockqnn/registry/v1/registry.proto

import type { ArtifactKindInput as _blockqnn_registry_v1_ArtifactKindInput, ArtifactKind as _blockqnn_registry_v1_ArtifactKind } from '../../../blockqnn/registry/v1/ArtifactKind.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';
import type { Long } from '@grpc/proto-loader';

/**
 * Something that is kept under its SHA-256.
 */
export interface ArtifactInput {
  /**
   * Resource name, "weights/{sha256}", "checkpoints/{sha256}" or "curves/{sha256}", sha256 being 64
   * lower-case hexadecimal digits.
   */
  'name'?: (string);
  /**
   * What it is.
   */
  'kind'?: (_blockqnn_registry_v1_ArtifactKindInput);
  /**
   * Length in bytes; at least 1.
   */
  'sizeBytes'?: (number | string | Long);
  /**
   * When it was uploaded for the last time.
   */
  'updateTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * Whether an evaluation or a training, done or under way, names it; such ones are never collected.
   */
  'referenced'?: (boolean);
}

/**
 * Something that is kept under its SHA-256.
 */
export interface Artifact {
  /**
   * Resource name, "weights/{sha256}", "checkpoints/{sha256}" or "curves/{sha256}", sha256 being 64
   * lower-case hexadecimal digits.
   */
  'name': (string);
  /**
   * What it is.
   */
  'kind': (_blockqnn_registry_v1_ArtifactKind);
  /**
   * Length in bytes; at least 1.
   */
  'sizeBytes': (number);
  /**
   * When it was uploaded for the last time.
   */
  'updateTime': (_google_protobuf_Timestamp | null);
  /**
   * Whether an evaluation or a training, done or under way, names it; such ones are never collected.
   */
  'referenced': (boolean);
}
