import type { TrainingInput, TrainingMessage } from '@blockqnn/api';
import { jsonMapping, parsedJson } from './proto-json.js';

const MAPPING = jsonMapping<TrainingInput, TrainingMessage>(
  'blockqnn/domain/v1/training.proto',
  'blockqnn.domain.v1.Training',
);

/** A training in the proto3 JSON mapping, as text. */
export function trainingToJson(training: TrainingInput): string {
  return JSON.stringify(MAPPING.toJson(training));
}

/** Throws {@link JsonFormatError}, naming the field. */
export function trainingFromJson(text: string): TrainingMessage {
  return MAPPING.fromJson(parsedJson(text));
}
