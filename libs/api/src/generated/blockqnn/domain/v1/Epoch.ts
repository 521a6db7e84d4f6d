// Original file: proto/blockqnn/domain/v1/evaluation.proto

import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';

/**
 * Figures of one epoch of training.
 */
export interface EpochInput {
  /**
   * Counted from 1. An epoch that a restart threw away keeps its number.
   */
  'number'?: (number);
  /**
   * Share of validation images classified correctly after the epoch, in [0, 1].
   */
  'accuracy'?: (number | string);
  /**
   * Mean cross-entropy over the training images of the epoch, in nats.
   */
  'loss'?: (number | string);
  /**
   * Share of training images classified correctly during the epoch, in [0, 1].
   */
  'trainingAccuracy'?: (number | string);
  /**
   * Learning rate used.
   */
  'learningRate'?: (number | string);
  /**
   * Wall-clock time of the epoch.
   */
  'duration'?: (_google_protobuf_DurationInput | null);
}

/**
 * Figures of one epoch of training.
 */
export interface Epoch {
  /**
   * Counted from 1. An epoch that a restart threw away keeps its number.
   */
  'number': (number);
  /**
   * Share of validation images classified correctly after the epoch, in [0, 1].
   */
  'accuracy': (number);
  /**
   * Mean cross-entropy over the training images of the epoch, in nats.
   */
  'loss': (number);
  /**
   * Share of training images classified correctly during the epoch, in [0, 1].
   */
  'trainingAccuracy': (number);
  /**
   * Learning rate used.
   */
  'learningRate': (number);
  /**
   * Wall-clock time of the epoch.
   */
  'duration': (_google_protobuf_Duration | null);
}
