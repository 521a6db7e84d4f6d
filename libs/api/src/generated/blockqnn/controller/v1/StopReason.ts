// Original file: proto/blockqnn/controller/v1/controller.proto

/**
 * Why a worker is asked to stop.
 */
export const StopReason = {
  /**
   * Go on.
   */
  STOP_REASON_UNSPECIFIED: 'STOP_REASON_UNSPECIFIED',
  /**
   * The search is paused. Call AbandonTrial, which costs the trial no attempt.
   */
  STOP_REASON_PAUSED: 'STOP_REASON_PAUSED',
  /**
   * The search is deleted. Call AbandonTrial.
   */
  STOP_REASON_DELETED: 'STOP_REASON_DELETED',
  /**
   * The search has ended: its time is up or its target is reached. Call AbandonTrial.
   */
  STOP_REASON_ENDED: 'STOP_REASON_ENDED',
  /**
   * The accuracy is below the median of other trials at the same epoch. Call SubmitReward with what
   * was measured so far.
   */
  STOP_REASON_MEDIAN: 'STOP_REASON_MEDIAN',
} as const;

/**
 * Why a worker is asked to stop.
 */
export type StopReasonInput =
  /**
   * Go on.
   */
  | 'STOP_REASON_UNSPECIFIED'
  | 0
  /**
   * The search is paused. Call AbandonTrial, which costs the trial no attempt.
   */
  | 'STOP_REASON_PAUSED'
  | 1
  /**
   * The search is deleted. Call AbandonTrial.
   */
  | 'STOP_REASON_DELETED'
  | 2
  /**
   * The search has ended: its time is up or its target is reached. Call AbandonTrial.
   */
  | 'STOP_REASON_ENDED'
  | 3
  /**
   * The accuracy is below the median of other trials at the same epoch. Call SubmitReward with what
   * was measured so far.
   */
  | 'STOP_REASON_MEDIAN'
  | 4

/**
 * Why a worker is asked to stop.
 */
export type StopReason = typeof StopReason[keyof typeof StopReason]
