import type { FailureReason as FailureReasonMessage } from '../generated/blockqnn/domain/v1/FailureReason.js';

/** Why a block could not be measured; meanings in `blockqnn.domain.v1.FailureReason`. */
export type FailureReason =
  'diverged' | 'infeasible' | 'out_of_memory' | 'timed_out' | 'crashed' | 'attempts_exhausted';

const TO_PROTO = {
  diverged: 'FAILURE_REASON_DIVERGED',
  infeasible: 'FAILURE_REASON_INFEASIBLE',
  out_of_memory: 'FAILURE_REASON_OUT_OF_MEMORY',
  timed_out: 'FAILURE_REASON_TIMED_OUT',
  crashed: 'FAILURE_REASON_CRASHED',
  attempts_exhausted: 'FAILURE_REASON_ATTEMPTS_EXHAUSTED',
} as const satisfies Record<FailureReason, FailureReasonMessage>;

export const FAILURE_REASONS = Object.keys(TO_PROTO) as readonly FailureReason[];

export function failureReasonToProto(reason: FailureReason): (typeof TO_PROTO)[FailureReason] {
  return TO_PROTO[reason];
}

/** Undefined for unspecified and unknown values. */
export function failureReasonFromProto(reason: FailureReasonMessage): FailureReason | undefined {
  return FAILURE_REASONS.find((known) => TO_PROTO[known] === reason);
}
