import type { EpochInput, EpochMessage } from '@blockqnn/api';
import { jsonMapping, parsedJson } from './proto-json.js';

const mapping = jsonMapping<EpochInput, EpochMessage>(
  'blockqnn/domain/v1/evaluation.proto',
  'blockqnn.domain.v1.Epoch',
);

/** An epoch in the proto3 JSON mapping, without line breaks. */
export function epochToJson(epoch: EpochInput): string {
  return JSON.stringify(mapping.toJson(epoch));
}

/** The inverse of {@link epochToJson}. Throws {@link JsonFormatError}. */
export function epochFromJson(text: string): EpochMessage {
  return mapping.fromJson(parsedJson(text));
}
