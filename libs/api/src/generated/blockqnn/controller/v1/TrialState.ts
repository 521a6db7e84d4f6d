// Original file: proto/blockqnn/controller/v1/controller.proto

/**
 * Where a trial stands.
 */
export const TrialState = {
  /**
   * Never sent.
   */
  TRIAL_STATE_UNSPECIFIED: 'TRIAL_STATE_UNSPECIFIED',
  /**
   * Waits to be handed out again after its lease expired or was given back.
   */
  TRIAL_STATE_PENDING: 'TRIAL_STATE_PENDING',
  /**
   * Handed out under a lease.
   */
  TRIAL_STATE_LEASED: 'TRIAL_STATE_LEASED',
  /**
   * Has a measurement.
   */
  TRIAL_STATE_SUCCEEDED: 'TRIAL_STATE_SUCCEEDED',
  /**
   * Has a failure.
   */
  TRIAL_STATE_FAILED: 'TRIAL_STATE_FAILED',
  /**
   * The search ended before there was a result; nobody learns from it.
   */
  TRIAL_STATE_CANCELLED: 'TRIAL_STATE_CANCELLED',
} as const;

/**
 * Where a trial stands.
 */
export type TrialStateInput =
  /**
   * Never sent.
   */
  | 'TRIAL_STATE_UNSPECIFIED'
  | 0
  /**
   * Waits to be handed out again after its lease expired or was given back.
   */
  | 'TRIAL_STATE_PENDING'
  | 1
  /**
   * Handed out under a lease.
   */
  | 'TRIAL_STATE_LEASED'
  | 2
  /**
   * Has a measurement.
   */
  | 'TRIAL_STATE_SUCCEEDED'
  | 3
  /**
   * Has a failure.
   */
  | 'TRIAL_STATE_FAILED'
  | 4
  /**
   * The search ended before there was a result; nobody learns from it.
   */
  | 'TRIAL_STATE_CANCELLED'
  | 5

/**
 * Where a trial stands.
 */
export type TrialState = typeof TrialState[keyof typeof TrialState]
