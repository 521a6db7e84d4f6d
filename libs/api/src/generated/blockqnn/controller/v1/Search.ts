// Original file: proto/blockqnn/controller/v1/controller.proto

import type { SearchSpecInput as _blockqnn_controller_v1_SearchSpecInput, SearchSpec as _blockqnn_controller_v1_SearchSpec } from '../../../blockqnn/controller/v1/SearchSpec.js';
import type { SearchStateInput as _blockqnn_controller_v1_SearchStateInput, SearchState as _blockqnn_controller_v1_SearchState } from '../../../blockqnn/controller/v1/SearchState.js';
import type { TrialInput as _blockqnn_controller_v1_TrialInput, Trial as _blockqnn_controller_v1_Trial } from '../../../blockqnn/controller/v1/Trial.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';

/**
 * A run of a strategy.
 */
export interface SearchInput {
  /**
   * Resource name, "searches/{search}".
   */
  'name'?: (string);
  /**
   * What was asked for, with every default filled in.
   */
  'spec'?: (_blockqnn_controller_v1_SearchSpecInput | null);
  /**
   * Where it stands.
   */
  'state'?: (_blockqnn_controller_v1_SearchStateInput);
  /**
   * Trials with a measurement.
   */
  'succeededCount'?: (number);
  /**
   * Trials with a failure.
   */
  'failedCount'?: (number);
  /**
   * Trials handed out or waiting to be handed out again.
   */
  'openCount'?: (number);
  /**
   * Proposals whose block was known already; the agent learnt from the known reward at no cost.
   */
  'duplicateCount'?: (number);
  /**
   * Proposals above the limits; they are not part of the budget.
   */
  'infeasibleCount'?: (number);
  /**
   * Share of random decisions at present; 1 for the random strategy.
   */
  'epsilon'?: (number | string);
  /**
   * The measured trial of the highest reward, the first of equals; unset while there is none.
   */
  'bestTrial'?: (_blockqnn_controller_v1_TrialInput | null);
  /**
   * When it was created.
   */
  'createTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * When it was completed; unset before.
   */
  'completeTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * Why it ended early, for instance because no further block exists; otherwise empty.
   */
  'endReason'?: (string);
  /**
   * Trials that were open when the search ended, and are given up.
   */
  'cancelledCount'?: (number);
  /**
   * Trials that were imported or came with a clone; they are not part of the budget, and are counted
   * among succeeded_count and failed_count too.
   */
  'importedCount'?: (number);
  /**
   * Resource name of the search that this is a clone of; otherwise empty.
   */
  'source'?: (string);
  /**
   * When it was deleted; unset unless deleted.
   */
  'deleteTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * When it is removed for good; unset unless deleted.
   */
  'purgeTime'?: (_google_protobuf_TimestampInput | null);
}

/**
 * A run of a strategy.
 */
export interface Search {
  /**
   * Resource name, "searches/{search}".
   */
  'name': (string);
  /**
   * What was asked for, with every default filled in.
   */
  'spec': (_blockqnn_controller_v1_SearchSpec | null);
  /**
   * Where it stands.
   */
  'state': (_blockqnn_controller_v1_SearchState);
  /**
   * Trials with a measurement.
   */
  'succeededCount': (number);
  /**
   * Trials with a failure.
   */
  'failedCount': (number);
  /**
   * Trials handed out or waiting to be handed out again.
   */
  'openCount': (number);
  /**
   * Proposals whose block was known already; the agent learnt from the known reward at no cost.
   */
  'duplicateCount': (number);
  /**
   * Proposals above the limits; they are not part of the budget.
   */
  'infeasibleCount': (number);
  /**
   * Share of random decisions at present; 1 for the random strategy.
   */
  'epsilon': (number);
  /**
   * The measured trial of the highest reward, the first of equals; unset while there is none.
   */
  'bestTrial': (_blockqnn_controller_v1_Trial | null);
  /**
   * When it was created.
   */
  'createTime': (_google_protobuf_Timestamp | null);
  /**
   * When it was completed; unset before.
   */
  'completeTime': (_google_protobuf_Timestamp | null);
  /**
   * Why it ended early, for instance because no further block exists; otherwise empty.
   */
  'endReason': (string);
  /**
   * Trials that were open when the search ended, and are given up.
   */
  'cancelledCount': (number);
  /**
   * Trials that were imported or came with a clone; they are not part of the budget, and are counted
   * among succeeded_count and failed_count too.
   */
  'importedCount': (number);
  /**
   * Resource name of the search that this is a clone of; otherwise empty.
   */
  'source': (string);
  /**
   * When it was deleted; unset unless deleted.
   */
  'deleteTime': (_google_protobuf_Timestamp | null);
  /**
   * When it is removed for good; unset unless deleted.
   */
  'purgeTime': (_google_protobuf_Timestamp | null);
}
