import { failureReasonFromProto, type FailureReason, type Outcome } from '@blockqnn/api';
import type { Epoch } from '@blockqnn/training/recipes';
import { z } from 'zod';
import { durationField, lineField, numberField, textField, wholeField } from './request-fields.js';

/** The longest recipe with the most restarts, each after the longest warm-up, has 3,000 epochs. */
const MAX_EPOCHS = 4096;

const elapsedField = durationField(
  { leastMs: 0, mostMs: 366 * 24 * 3_600_000, text: 'at least 0 and at most a year' },
  0,
);

const epochField = z
  .object({
    number: wholeField(1, MAX_EPOCHS),
    accuracy: numberField(0, 1),
    loss: z.number('must be a finite number'),
    trainingAccuracy: numberField(0, 1),
    learningRate: numberField(0, 1000),
    duration: elapsedField,
  })
  .transform(({ duration, ...epoch }): Epoch => ({ ...epoch, seconds: duration / 1000 }));

/** Epochs of a report or a measurement. */
export const epochsField = z.array(epochField).max(MAX_EPOCHS, `must be at most ${MAX_EPOCHS}`);

const measurementField = z
  .object({
    accuracy: numberField(0, 1),
    epochs: epochsField,
    duration: elapsedField,
    device: lineField(0, 200),
    restarts: wholeField(0, 20),
    weightsSha256: z
      .string()
      .regex(/^([0-9a-f]{64})?$/, 'must be 64 lower-case hexadecimal digits, or empty'),
  })
  .transform(({ accuracy, epochs, duration, device, restarts, weightsSha256 }): Outcome => ({
    kind: 'measured',
    accuracy,
    epochs,
    seconds: duration / 1000,
    device,
    restarts,
    weightsSha256,
  }));

const WORKERS_REASONS: readonly FailureReason[] = ['diverged', 'infeasible', 'out_of_memory', 'timed_out'];

const failureReasonField = z.unknown().transform((value, context) => {
  const reason = failureReasonFromProto(value as never);
  if (reason !== undefined && WORKERS_REASONS.includes(reason)) return reason;
  const message =
    reason === 'crashed'
      ? 'FAILURE_REASON_CRASHED is no result of the block: give the trial back with AbandonTrial'
      : `must be one of ${WORKERS_REASONS.map((each) => `FAILURE_REASON_${each.toUpperCase()}`).join(', ')}`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const failureField = z
  .object({ reason: failureReasonField, message: textField(1000) })
  .transform(({ reason, message }): Outcome => ({ kind: 'failed', reason, message }));

/** The two members of the `outcome` oneof, of which exactly one has to be set. */
export const outcomeFields = { measurement: measurementField.nullish(), failure: failureField.nullish() };
