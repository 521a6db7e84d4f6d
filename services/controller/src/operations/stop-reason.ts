import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';

/** Why a worker is asked to stop; what it shall do then is told in `controller.v1.StopReason`. */
export type StopReason = 'paused' | 'deleted' | 'ended' | 'median';

/** Undefined: go on. */
export function stopReasonOf({ search, agent }: LiveSearch, trial: Trial): StopReason | undefined {
  if (search.state === 'deleted') return 'deleted';
  if (search.closed) return 'ended';
  if (search.state === 'paused') return 'paused';
  return agent?.medianStopping?.isHopeless(trial.epochs) === true ? 'median' : undefined;
}
