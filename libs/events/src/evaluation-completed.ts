import {
  parseTrialName,
  type EvaluationCompletedMessage,
  type EvaluationInput,
  type EvaluationMessage,
} from '@blockqnn/api';
import type { BusMessage } from './event-bus.js';
import { JsonFormatError } from './json-format-error.js';
import { jsonMapping } from './proto-json.js';
import { evaluationCompletedSubject } from './subjects.js';
import { traceHeaders } from './trace-context.js';

const TYPE = 'blockqnn.events.v1.EvaluationCompleted';
const SOURCE = '/blockqnn/controller';

const BODY = jsonMapping<{ readonly evaluation: EvaluationInput }, EvaluationCompletedMessage>(
  'blockqnn/events/v1/evaluation_completed.proto',
  TYPE,
);

/**
 * The message that broadcasts an evaluation: a CloudEvent (1.0, binary mode) with the proto3 JSON mapping
 * of `blockqnn.events.v1.EvaluationCompleted` as its body, within the present trace. The id is
 * `{trial}/attempts/{attempt}`, so however often the result is published it is one message.
 *
 * Throws RangeError where the trial's name is malformed.
 */
export function encodeEvaluationCompleted(evaluation: EvaluationInput): BusMessage {
  const trial = evaluation.trial ?? '';
  const trialId = parseTrialName(trial);
  if (!trialId)
    throw new RangeError(`trial ${JSON.stringify(trial)}: must be "searches/{search}/trials/{trial}"`);
  const id = `${trial}/attempts/${evaluation.attempt ?? 0}`;
  const body = BODY.toJson({ evaluation });
  return {
    subject: evaluationCompletedSubject(trialId.searchId),
    id,
    headers: {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': id,
      'ce-type': TYPE,
      'ce-source': SOURCE,
      'ce-subject': trial,
      ...timeHeader(body),
      ...traceHeaders(),
    },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}

/** Throws {@link JsonFormatError}, naming the field, where the body is not what it should be. */
export function decodeEvaluationCompleted(message: BusMessage): EvaluationMessage {
  const { evaluation } = BODY.fromJson(parseJson(message.body));
  if (!evaluation) throw new JsonFormatError('evaluation', 'set');
  return evaluation;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new JsonFormatError('', 'JSON in UTF-8');
  }
}

/** The time of the event is the one in the body. */
function timeHeader(body: unknown): Record<string, string> {
  const { evaluation } = body as { evaluation: { completeTime?: string } };
  return evaluation.completeTime === undefined ? {} : { 'ce-time': evaluation.completeTime };
}
