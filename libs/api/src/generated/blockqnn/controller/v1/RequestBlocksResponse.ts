// Original file: proto/blockqnn/controller/v1/controller.proto

import type { AssignmentInput as _blockqnn_controller_v1_AssignmentInput, Assignment as _blockqnn_controller_v1_Assignment } from '../../../blockqnn/controller/v1/Assignment.js';
import type { DurationInput as _google_protobuf_DurationInput, Duration as _google_protobuf_Duration } from '../../../google/protobuf/Duration.js';

/**
 * Response of RequestBlocks.
 */
export interface RequestBlocksResponseInput {
  /**
   * Work, at most as many as asked for.
   */
  'assignments'?: (_blockqnn_controller_v1_AssignmentInput)[];
  /**
   * The search will never hand out a block again. Never set for "searches/-".
   */
  'searchDone'?: (boolean);
  /**
   * Where there is no work now: when to ask again.
   */
  'retryDelay'?: (_google_protobuf_DurationInput | null);
}

/**
 * Response of RequestBlocks.
 */
export interface RequestBlocksResponse {
  /**
   * Work, at most as many as asked for.
   */
  'assignments': (_blockqnn_controller_v1_Assignment)[];
  /**
   * The search will never hand out a block again. Never set for "searches/-".
   */
  'searchDone': (boolean);
  /**
   * Where there is no work now: when to ask again.
   */
  'retryDelay': (_google_protobuf_Duration | null);
}
