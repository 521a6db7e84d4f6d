import type { EvaluationMessage, TrialMessage } from '@blockqnn/api';
import type { SentOutcome } from '../worker/call-record.js';

/** A trial's result in the form that workers log. */
export type Result = SentOutcome;

type WithResult = Pick<TrialMessage | EvaluationMessage, 'measurement' | 'failure'>;

/** Undefined where there is none. */
export function resultOf({ measurement, failure }: WithResult): Result | undefined {
  if (measurement) {
    const { accuracy, device } = measurement;
    return { kind: 'measured', accuracy, epochs: measurement.epochs.map((epoch) => epoch.accuracy), device };
  }
  return failure ? { kind: 'failed', reason: failure.reason, message: failure.message } : undefined;
}

export function sameResult(a: Result | undefined, b: Result | undefined): boolean {
  return a !== undefined && b !== undefined && describeWhole(a) === describeWhole(b);
}

/** For messages. */
export function describeResult(result: Result | undefined): string {
  if (result === undefined) return 'no result';
  return result.kind === 'measured'
    ? `accuracy ${result.accuracy} by ${result.device}`
    : `${result.reason} by ${result.message}`;
}

function describeWhole(result: Result): string {
  return result.kind === 'measured'
    ? JSON.stringify([result.accuracy, result.epochs, result.device])
    : JSON.stringify([result.reason, result.message]);
}
