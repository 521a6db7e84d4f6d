import { durationToProto, failureReasonToProto } from '@blockqnn/api';
import { NscError, parseBlock } from '@blockqnn/nsc';
import type { EvaluationInput } from './import-evaluations.js';

/** A result's fields, from JSON or a CSV row; unset, null and '' are the same. */
export type EvaluationFields = Readonly<Record<string, unknown>>;

/** Findings about a block; anything else that went wrong says nothing about it. */
const FAILURES = ['diverged', 'infeasible', 'out_of_memory', 'timed_out'] as const;
const MAX_MESSAGE_LENGTH = 1000;
const MAX_DEVICE_LENGTH = 200;
const MAX_SECONDS = 366 * 24 * 3600;

/** What ImportEvaluations takes. Throws an error that names the field and the bound. */
export function evaluationOf(fields: EvaluationFields): EvaluationInput {
  const nsc = blockField(fields['nsc']);
  const [accuracy, failure] = [fields['accuracy'], fields['failure']];
  if (isUnset(accuracy) === isUnset(failure))
    throw new Error('exactly one of accuracy and failure is needed');
  const message = textField('message', fields['message'], MAX_MESSAGE_LENGTH);
  if (!isUnset(failure)) return { nsc, failure: { reason: failureField(failure), message } };
  const seconds = isUnset(fields['seconds']) ? 0 : numberField('seconds', fields['seconds'], MAX_SECONDS);
  return {
    nsc,
    measurement: {
      accuracy: numberField('accuracy', accuracy, 1),
      duration: durationToProto(seconds * 1000),
      device: textField('device', fields['device'], MAX_DEVICE_LENGTH),
    },
  };
}

const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '';

function blockField(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') throw new Error('nsc: is missing');
  try {
    parseBlock(value.trim());
  } catch (error) {
    if (error instanceof NscError) throw new Error(`nsc: ${error.message}`, { cause: error });
    throw error;
  }
  return value.trim();
}

function failureField(value: unknown) {
  const name = typeof value === 'string' ? value.trim().toLowerCase().replaceAll(/[ -]/g, '_') : value;
  const reason = FAILURES.find((known) => known === name);
  if (reason === undefined) throw new Error(`failure: must be one of ${FAILURES.join(', ')}`);
  return failureReasonToProto(reason);
}

function numberField(name: string, value: unknown, most: number): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && number >= 0 && number <= most) return number;
  throw new Error(`${name}: must be a number from 0 to ${String(most)}`);
}

function textField(name: string, value: unknown, most: number): string {
  if (isUnset(value)) return '';
  if (typeof value === 'string' && value.length <= most) return value;
  throw new Error(`${name}: must be text of at most ${String(most)} characters`);
}
