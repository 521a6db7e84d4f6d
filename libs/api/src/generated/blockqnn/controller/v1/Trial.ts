// Original file: proto/blockqnn/controller/v1/controller.proto

import type { BlockInput as _blockqnn_domain_v1_BlockInput, Block as _blockqnn_domain_v1_Block } from '../../../blockqnn/domain/v1/Block.js';
import type { TrialStateInput as _blockqnn_controller_v1_TrialStateInput, TrialState as _blockqnn_controller_v1_TrialState } from '../../../blockqnn/controller/v1/TrialState.js';
import type { FiguresInput as _blockqnn_domain_v1_FiguresInput, Figures as _blockqnn_domain_v1_Figures } from '../../../blockqnn/domain/v1/Figures.js';
import type { EpochInput as _blockqnn_domain_v1_EpochInput, Epoch as _blockqnn_domain_v1_Epoch } from '../../../blockqnn/domain/v1/Epoch.js';
import type { MeasurementInput as _blockqnn_domain_v1_MeasurementInput, Measurement as _blockqnn_domain_v1_Measurement } from '../../../blockqnn/domain/v1/Measurement.js';
import type { FailureInput as _blockqnn_domain_v1_FailureInput, Failure as _blockqnn_domain_v1_Failure } from '../../../blockqnn/domain/v1/Failure.js';
import type { TimestampInput as _google_protobuf_TimestampInput, Timestamp as _google_protobuf_Timestamp } from '../../../google/protobuf/Timestamp.js';

/**
 * One block handed out to be evaluated.
 */
export interface TrialInput {
  /**
   * Resource name, "searches/{search}/trials/{trial}"; trials count from 1.
   */
  'name'?: (string);
  /**
   * The block.
   */
  'block'?: (_blockqnn_domain_v1_BlockInput | null);
  /**
   * Where it stands.
   */
  'state'?: (_blockqnn_controller_v1_TrialStateInput);
  /**
   * How often it was handed out.
   */
  'attempt'?: (number);
  /**
   * The worker that has or had it.
   */
  'worker'?: (string);
  /**
   * What the network costs.
   */
  'figures'?: (_blockqnn_domain_v1_FiguresInput | null);
  /**
   * Epochs reported so far by the present attempt.
   */
  'epochs'?: (_blockqnn_domain_v1_EpochInput)[];
  /**
   * Set in TRIAL_STATE_SUCCEEDED.
   */
  'measurement'?: (_blockqnn_domain_v1_MeasurementInput | null);
  /**
   * Set in TRIAL_STATE_FAILED.
   */
  'failure'?: (_blockqnn_domain_v1_FailureInput | null);
  /**
   * Corrected reward, once there is a result.
   */
  'reward'?: (number | string);
  /**
   * When the block was first handed out.
   */
  'createTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * When the result came in; unset before.
   */
  'completeTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * When the present lease ends; unset unless leased.
   */
  'leaseExpireTime'?: (_google_protobuf_TimestampInput | null);
  /**
   * Where the result comes from if it was not measured for this trial: "import", or the resource name
   * of the trial that it was cloned from; otherwise empty.
   */
  'origin'?: (string);
  /**
   * The result, once there is one.
   */
  'outcome'?: "measurement"|"failure";
}

/**
 * One block handed out to be evaluated.
 */
export interface Trial {
  /**
   * Resource name, "searches/{search}/trials/{trial}"; trials count from 1.
   */
  'name': (string);
  /**
   * The block.
   */
  'block': (_blockqnn_domain_v1_Block | null);
  /**
   * Where it stands.
   */
  'state': (_blockqnn_controller_v1_TrialState);
  /**
   * How often it was handed out.
   */
  'attempt': (number);
  /**
   * The worker that has or had it.
   */
  'worker': (string);
  /**
   * What the network costs.
   */
  'figures': (_blockqnn_domain_v1_Figures | null);
  /**
   * Epochs reported so far by the present attempt.
   */
  'epochs': (_blockqnn_domain_v1_Epoch)[];
  /**
   * Set in TRIAL_STATE_SUCCEEDED.
   */
  'measurement'?: (_blockqnn_domain_v1_Measurement | null);
  /**
   * Set in TRIAL_STATE_FAILED.
   */
  'failure'?: (_blockqnn_domain_v1_Failure | null);
  /**
   * Corrected reward, once there is a result.
   */
  'reward': (number);
  /**
   * When the block was first handed out.
   */
  'createTime': (_google_protobuf_Timestamp | null);
  /**
   * When the result came in; unset before.
   */
  'completeTime': (_google_protobuf_Timestamp | null);
  /**
   * When the present lease ends; unset unless leased.
   */
  'leaseExpireTime': (_google_protobuf_Timestamp | null);
  /**
   * Where the result comes from if it was not measured for this trial: "import", or the resource name
   * of the trial that it was cloned from; otherwise empty.
   */
  'origin': (string);
  /**
   * The result, once there is one.
   */
  'outcome'?: "measurement"|"failure";
}
