import type { Limits } from '@blockqnn/network';
import type { Limits as LimitsMessage, LimitsInput } from '../generated/blockqnn/domain/v1/Limits.js';

/** On the wire 0 means no bound. */
export function limitsToProto(limits: Limits): LimitsInput {
  return {
    maxFlops: limits.maxFlops ?? 0,
    maxParameters: limits.maxParameters ?? 0,
    maxActivationBytes: limits.maxActivationBytes ?? 0,
  };
}

/** Unchecked: to be validated with `limitsSchema`. Unset and 0 become "no bound". */
export function limitsFromProto(limits: LimitsMessage | null): unknown {
  const bound = (value: unknown) => (value === 0 ? undefined : value);
  return {
    maxFlops: bound(limits?.maxFlops ?? 0),
    maxParameters: bound(limits?.maxParameters ?? 0),
    maxActivationBytes: bound(limits?.maxActivationBytes ?? 0),
  };
}
