import { durationFromProto, type TrialMessage } from '@blockqnn/api';
import { formatSeconds, formatShare, shorten } from './format.js';
import { stripPrefix } from './search-json.js';

const CODE_WIDTH = 48;

/** What came of a completed trial, in a line. */
export function trialLine(trial: TrialMessage): string {
  const code = shorten(trial.block?.nsc ?? '', CODE_WIDTH);
  const { measurement, failure } = trial;
  if (!measurement) {
    const reason = failure ? stripPrefix(failure.reason, 'FAILURE_REASON_').replaceAll('_', ' ') : 'failed';
    return `${code}  ${reason}${failure && failure.message !== '' ? `: ${failure.message}` : ''}`;
  }
  const seconds = formatSeconds((durationFromProto(measurement.duration) ?? 0) / 1000);
  return `${code}  accuracy ${formatShare(measurement.accuracy)}  reward ${trial.reward.toFixed(2)}  ${seconds}  ${trial.worker}`;
}

/** The best so far, short. */
export function bestText(trial: TrialMessage | null | undefined): string {
  const accuracy = trial?.measurement?.accuracy;
  return accuracy === undefined
    ? 'none yet'
    : `${formatShare(accuracy)} (reward ${(trial?.reward ?? 0).toFixed(2)})`;
}
