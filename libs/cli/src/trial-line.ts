import { durationFromProto, type TrialMessage } from '@blockqnn/api';
import { formatSeconds, formatShare, shorten, wrap } from './format.js';
import { stripPrefix } from './strip-prefix.js';

/** Below the least, the worker's name and then the time make room for the code. */
const CODE_WIDTH = { least: 24, most: 48 };

/**
 * What came of a completed trial, in a line; a failure's message takes more where it must.
 *
 * @param columns - of the terminal; default: no bound
 */
export function trialLine(trial: TrialMessage, columns = Number.POSITIVE_INFINITY): string {
  const nsc = trial.block?.nsc ?? '';
  const { measurement, failure } = trial;
  if (!measurement) {
    const reason = failure ? stripPrefix(failure.reason, 'FAILURE_REASON_').replaceAll('_', ' ') : 'failed';
    const message = failure && failure.message !== '' ? `: ${failure.message}` : '';
    return wrap(`${shorten(nsc, Math.min(CODE_WIDTH.most, columns))}  ${reason}${message}`, columns);
  }
  const numbers = `  accuracy ${formatShare(measurement.accuracy)}  reward ${trial.reward.toFixed(2)}`;
  const time = `${numbers}  ${formatSeconds((durationFromProto(measurement.duration) ?? 0) / 1000)}`;
  const least = Math.min(nsc.length, CODE_WIDTH.least);
  const tail = [`${time}  ${trial.worker}`, time].find((text) => columns - text.length >= least) ?? numbers;
  return shorten(nsc, Math.max(1, Math.min(CODE_WIDTH.most, columns - tail.length))) + tail;
}

/** The best so far, short. */
export function bestText(trial: TrialMessage | null | undefined): string {
  const accuracy = trial?.measurement?.accuracy;
  return accuracy === undefined
    ? 'none yet'
    : `${formatShare(accuracy)} (reward ${(trial?.reward ?? 0).toFixed(2)})`;
}
