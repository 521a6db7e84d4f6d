// Original file: proto/blockqnn/domain/v1/evaluation.proto

/**
 * Why a block could not be measured.
 */
export const FailureReason = {
  /**
   * Never sent; refused when received.
   */
  FAILURE_REASON_UNSPECIFIED: 'FAILURE_REASON_UNSPECIFIED',
  /**
   * The loss became infinite or not a number.
   */
  FAILURE_REASON_DIVERGED: 'FAILURE_REASON_DIVERGED',
  /**
   * The network exceeds the search's limits or cannot be built.
   */
  FAILURE_REASON_INFEASIBLE: 'FAILURE_REASON_INFEASIBLE',
  /**
   * Memory ran out.
   */
  FAILURE_REASON_OUT_OF_MEMORY: 'FAILURE_REASON_OUT_OF_MEMORY',
  /**
   * The wall-clock bound was reached.
   */
  FAILURE_REASON_TIMED_OUT: 'FAILURE_REASON_TIMED_OUT',
  /**
   * The training process died; not the block's fault as far as one can tell.
   */
  FAILURE_REASON_CRASHED: 'FAILURE_REASON_CRASHED',
  /**
   * Every allowed attempt was handed out and none came back.
   */
  FAILURE_REASON_ATTEMPTS_EXHAUSTED: 'FAILURE_REASON_ATTEMPTS_EXHAUSTED',
} as const;

/**
 * Why a block could not be measured.
 */
export type FailureReasonInput =
  /**
   * Never sent; refused when received.
   */
  | 'FAILURE_REASON_UNSPECIFIED'
  | 0
  /**
   * The loss became infinite or not a number.
   */
  | 'FAILURE_REASON_DIVERGED'
  | 1
  /**
   * The network exceeds the search's limits or cannot be built.
   */
  | 'FAILURE_REASON_INFEASIBLE'
  | 2
  /**
   * Memory ran out.
   */
  | 'FAILURE_REASON_OUT_OF_MEMORY'
  | 3
  /**
   * The wall-clock bound was reached.
   */
  | 'FAILURE_REASON_TIMED_OUT'
  | 4
  /**
   * The training process died; not the block's fault as far as one can tell.
   */
  | 'FAILURE_REASON_CRASHED'
  | 5
  /**
   * Every allowed attempt was handed out and none came back.
   */
  | 'FAILURE_REASON_ATTEMPTS_EXHAUSTED'
  | 6

/**
 * Why a block could not be measured.
 */
export type FailureReason = typeof FailureReason[keyof typeof FailureReason]
