import type { Epoch } from '@blockqnn/training/recipes';
import type { Failure as FailureMessage } from '../generated/blockqnn/domain/v1/Failure.js';
import type { FailureInput } from '../generated/blockqnn/domain/v1/Failure.js';
import type { Measurement as MeasurementMessage } from '../generated/blockqnn/domain/v1/Measurement.js';
import type { MeasurementInput } from '../generated/blockqnn/domain/v1/Measurement.js';
import { durationFromProto, durationToProto } from './duration.js';
import { epochFromProto, epochToProto } from './epoch.js';
import { failureReasonFromProto, failureReasonToProto, type FailureReason } from './failure-reason.js';

/** A measured result; units and ranges in `blockqnn.domain.v1.Measurement`. */
export interface Measurement {
  readonly kind: 'measured';
  readonly accuracy: number;
  readonly epochs: readonly Epoch[];
  readonly seconds: number;
  readonly device: string;
  readonly restarts: number;
  /** Empty where the weights were not uploaded. */
  readonly weightsSha256: string;
}

/** A result that is not a measurement. */
export interface Failure {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  readonly message: string;
}

/** The completed result of a trial. */
export type Outcome = Measurement | Failure;

/** The `outcome` oneof of a request, trial or evaluation. */
export interface OutcomeInput {
  measurement?: MeasurementInput;
  failure?: FailureInput;
}

export function outcomeToProto(outcome: Outcome): OutcomeInput {
  if (outcome.kind === 'failed') {
    return { failure: { reason: failureReasonToProto(outcome.reason), message: outcome.message } };
  }
  return {
    measurement: {
      accuracy: outcome.accuracy,
      epochs: outcome.epochs.map(epochToProto),
      duration: durationToProto(outcome.seconds * 1000),
      device: outcome.device,
      restarts: outcome.restarts,
      weightsSha256: outcome.weightsSha256,
    },
  };
}

/**
 * Unchecked numbers, as sent. Undefined where neither is set, or where the failure's reason is
 * unspecified or unknown.
 */
export function outcomeFromProto(message: {
  readonly measurement?: MeasurementMessage | null;
  readonly failure?: FailureMessage | null;
}): Outcome | undefined {
  const { measurement, failure } = message;
  if (measurement) {
    return {
      kind: 'measured',
      accuracy: measurement.accuracy,
      epochs: measurement.epochs.map(epochFromProto),
      seconds: (durationFromProto(measurement.duration) ?? 0) / 1000,
      device: measurement.device,
      restarts: measurement.restarts,
      weightsSha256: measurement.weightsSha256,
    };
  }
  const reason = failure ? failureReasonFromProto(failure.reason) : undefined;
  return failure && reason ? { kind: 'failed', reason, message: failure.message } : undefined;
}
