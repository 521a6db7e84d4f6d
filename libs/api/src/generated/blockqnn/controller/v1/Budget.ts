// Original file: proto/blockqnn/controller/v1/controller.proto

import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';

/**
 * What a search may spend. No bound is ever exceeded, whatever the number of workers.
 */
export interface BudgetInput {
  /**
   * Trials that are ever made, imported ones not counted; 1 to 1,000,000.
   */
  'maxEvaluations'?: (number);
  /**
   * How often one block is handed out before its trial fails; 1 to 100, 0 means 3.
   */
  'maxAttempts'?: (number);
  /**
   * Trials that are leased at once; 1 to 1,000,000, 0 means no bound.
   */
  'maxTrialsInFlight'?: (number);
  /**
   * Wall-clock time from the creation on, pauses included; 1 s to 366 days. Once it is over the search
   * ends. Unset: no bound.
   */
  'maxDuration'?: (_google_protobuf_DurationInput | null);
  /**
   * The search ends as soon as a block has this accuracy, in (0, 1]; 0 means no target.
   */
  'targetAccuracy'?: (number | string);
}

/**
 * What a search may spend. No bound is ever exceeded, whatever the number of workers.
 */
export interface Budget {
  /**
   * Trials that are ever made, imported ones not counted; 1 to 1,000,000.
   */
  'maxEvaluations': (number);
  /**
   * How often one block is handed out before its trial fails; 1 to 100, 0 means 3.
   */
  'maxAttempts': (number);
  /**
   * Trials that are leased at once; 1 to 1,000,000, 0 means no bound.
   */
  'maxTrialsInFlight': (number);
  /**
   * Wall-clock time from the creation on, pauses included; 1 s to 366 days. Once it is over the search
   * ends. Unset: no bound.
   */
  'maxDuration': (_google_protobuf_Duration | null);
  /**
   * The search ends as soon as a block has this accuracy, in (0, 1]; 0 means no target.
   */
  'targetAccuracy': (number);
}
