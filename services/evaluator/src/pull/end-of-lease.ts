import type { ControllerMethods } from '@blockqnn/api';

/** Why work on a trial is to end before its time. */
export type EndOfLease =
  /** It is somebody else's. */
  | 'lost'
  /** The controller asks to stop, and wants the trial given back. */
  | 'paused'
  | 'deleted'
  | 'ended'
  /** It asks to stop and says no reason that this program knows. */
  | 'notWanted'
  /** What was measured so far is the result: the accuracy is below the median of other trials. */
  | 'enough';

const REASONS: ReadonlyMap<ControllerMethods['reportProgress']['response']['stopReason'], EndOfLease> =
  new Map([
    ['STOP_REASON_PAUSED', 'paused'],
    ['STOP_REASON_DELETED', 'deleted'],
    ['STOP_REASON_ENDED', 'ended'],
    ['STOP_REASON_MEDIAN', 'enough'],
  ]);

/** Undefined: go on. */
export function endFromProto({
  stop,
  stopReason,
}: Pick<ControllerMethods['reportProgress']['response'], 'stop' | 'stopReason'>): EndOfLease | undefined {
  return stop ? (REASONS.get(stopReason) ?? 'notWanted') : undefined;
}
