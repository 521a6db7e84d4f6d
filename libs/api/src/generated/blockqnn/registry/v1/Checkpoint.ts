// Original file: proto/blockqnn/registry/v1/registry.proto

import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';
import type { Long } from '@grpc/proto-loader';

/**
 * The newest checkpoint of a full training under way, an artifact "checkpoints/{sha256}".
 */
export interface CheckpointInput {
  /**
   * "trainings/{training}", training being 32 hexadecimal digits.
   */
  'training'?: (string);
  /**
   * Lower-case hexadecimal SHA-256 of its bytes.
   */
  'sha256'?: (string);
  /**
   * Length in bytes; 1 to 2^32.
   */
  'sizeBytes'?: (number | string | Long);
  /**
   * When it was named.
   */
  'updateTime'?: (_google_protobuf_TimestampInput | null);
}

/**
 * The newest checkpoint of a full training under way, an artifact "checkpoints/{sha256}".
 */
export interface Checkpoint {
  /**
   * "trainings/{training}", training being 32 hexadecimal digits.
   */
  'training': (string);
  /**
   * Lower-case hexadecimal SHA-256 of its bytes.
   */
  'sha256': (string);
  /**
   * Length in bytes; 1 to 2^32.
   */
  'sizeBytes': (number);
  /**
   * When it was named.
   */
  'updateTime': (_google_protobuf_Timestamp | null);
}
