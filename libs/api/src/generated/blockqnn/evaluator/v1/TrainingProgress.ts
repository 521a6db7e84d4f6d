// Original file: proto/blockqnn/evaluator/v1/evaluator.proto

import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';
import type { Long } from '@grpc/proto-loader';

/**
 * How far the epoch under way is.
 */
export interface TrainingProgressInput {
  /**
   * Counted from 1.
   */
  'epoch'?: (number);
  /**
   * Images trained in it so far.
   */
  'images'?: (number | string | Long);
  /**
   * Images in an epoch.
   */
  'imagesPerEpoch'?: (number | string | Long);
  /**
   * Images trained on a second, of late.
   */
  'imagesPerSecond'?: (number | string);
  /**
   * Time left of the whole training, about; unset until it can be told.
   */
  'remaining'?: (_google_protobuf_DurationInput | null);
  /**
   * Mean loss of the epoch so far, in nats.
   */
  'loss'?: (number | string);
}

/**
 * How far the epoch under way is.
 */
export interface TrainingProgress {
  /**
   * Counted from 1.
   */
  'epoch': (number);
  /**
   * Images trained in it so far.
   */
  'images': (number);
  /**
   * Images in an epoch.
   */
  'imagesPerEpoch': (number);
  /**
   * Images trained on a second, of late.
   */
  'imagesPerSecond': (number);
  /**
   * Time left of the whole training, about; unset until it can be told.
   */
  'remaining': (_google_protobuf_Duration | null);
  /**
   * Mean loss of the epoch so far, in nats.
   */
  'loss': (number);
}
