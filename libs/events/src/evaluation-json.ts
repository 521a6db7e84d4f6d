import type { EvaluationInput, EvaluationMessage } from '@blockqnn/api';
import { jsonMapping, parsedJson } from './proto-json.js';

const MAPPING = jsonMapping<EvaluationInput, EvaluationMessage>(
  'blockqnn/domain/v1/evaluation.proto',
  'blockqnn.domain.v1.Evaluation',
);

/** An evaluation in the proto3 JSON mapping, as text. */
export function evaluationToJson(evaluation: EvaluationInput): string {
  return JSON.stringify(MAPPING.toJson(evaluation));
}

/** Throws {@link JsonFormatError}, naming the field. */
export function evaluationFromJson(text: string): EvaluationMessage {
  return MAPPING.fromJson(parsedJson(text));
}
