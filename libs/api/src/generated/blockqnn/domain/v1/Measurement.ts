// Original file: proto/blockqnn/domain/v1/evaluation.proto

import type { EpochInput as _blockqnn_domain_v1_EpochInput, Epoch as _blockqnn_domain_v1_Epoch } from '../../../blockqnn/domain/v1/Epoch.js';
import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';

/**
 * A measured result.
 */
export interface MeasurementInput {
  /**
   * Early-stop validation accuracy in [0, 1].
   */
  'accuracy'?: (number | string);
  /**
   * The epochs in order; may be empty.
   */
  'epochs'?: (_blockqnn_domain_v1_EpochInput)[];
  /**
   * Wall-clock time of the training; at least 0.
   */
  'duration'?: (_google_protobuf_DurationInput | null);
  /**
   * What trained it, for instance "wasm, 1 thread"; at most 200 characters.
   */
  'device'?: (string);
  /**
   * Restarts with a smaller learning rate; 0 to 20.
   */
  'restarts'?: (number);
  /**
   * Lower-case hexadecimal SHA-256 of the trained weights in safetensors form, where they were
   * uploaded to the registry; otherwise empty.
   */
  'weightsSha256'?: (string);
}

/**
 * A measured result.
 */
export interface Measurement {
  /**
   * Early-stop validation accuracy in [0, 1].
   */
  'accuracy': (number);
  /**
   * The epochs in order; may be empty.
   */
  'epochs': (_blockqnn_domain_v1_Epoch)[];
  /**
   * Wall-clock time of the training; at least 0.
   */
  'duration': (_google_protobuf_Duration | null);
  /**
   * What trained it, for instance "wasm, 1 thread"; at most 200 characters.
   */
  'device': (string);
  /**
   * Restarts with a smaller learning rate; 0 to 20.
   */
  'restarts': (number);
  /**
   * Lower-case hexadecimal SHA-256 of the trained weights in safetensors form, where they were
   * uploaded to the registry; otherwise empty.
   */
  'weightsSha256': (string);
}
