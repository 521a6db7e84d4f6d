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

/** Digits of a sequence, so that sequences sort as text too, as CloudEvents asks. */
const SEQUENCE_DIGITS = 10;
const REPLAY = /^[A-Za-z0-9._-]{1,64}$/;

/** Where an event stands, and whether it is told again. */
export interface EventPlace {
  /** The place of the completion among those of its search, from 1; undefined where it is not known. */
  readonly sequence?: number | undefined;
  /** Name of the replay that publishes it again: 1 to 64 of A–Z, a–z, 0–9, dot, underscore and dash. */
  readonly replay?: string | undefined;
}

/**
 * The message that broadcasts an evaluation: a CloudEvent (1.0, binary mode) with the proto3 JSON mapping
 * of `blockqnn.events.v1.EvaluationCompleted` as its body, within the present trace. The event's id is
 * `{trial}/attempts/{attempt}`, so however often the result is published it is one event, and the message's the same.
 * A replay is the same event in another message, `{event}/replays/{replay}`: the bus must not drop it for a duplicate.
 *
 * Throws RangeError where the trial's name, the sequence or the replay is malformed.
 */
export function encodeEvaluationCompleted(
  evaluation: EvaluationInput,
  { sequence, replay }: EventPlace = {},
): BusMessage {
  const trial = evaluation.trial ?? '';
  const trialId = parseTrialName(trial);
  if (!trialId)
    throw new RangeError(`trial ${JSON.stringify(trial)}: must be "searches/{search}/trials/{trial}"`);
  if (replay !== undefined && !REPLAY.test(replay))
    throw new RangeError(
      `replay ${JSON.stringify(replay)}: must be 1 to 64 of A-Z, a-z, 0-9, dot, underscore and dash`,
    );
  const id = `${trial}/attempts/${evaluation.attempt ?? 0}`;
  const body = BODY.toJson({ evaluation });
  return {
    subject: evaluationCompletedSubject(trialId.searchId),
    id: replay === undefined ? id : `${id}/replays/${replay}`,
    headers: {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': id,
      'ce-type': TYPE,
      'ce-source': SOURCE,
      'ce-subject': trial,
      ...timeHeader(body),
      ...(sequence !== undefined && { 'ce-sequence': sequenceText(sequence) }),
      ...traceHeaders(),
    },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}

function sequenceText(sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence >= 10 ** SEQUENCE_DIGITS)
    throw new RangeError(`sequence ${String(sequence)}: must be a whole number from 1, below 10^10`);
  return String(sequence).padStart(SEQUENCE_DIGITS, '0');
}

/** The `sequence` of an event; undefined where it has none. */
export function sequenceOf(message: BusMessage): number | undefined {
  const text = message.headers['ce-sequence'] ?? '';
  return /^[0-9]{1,10}$/.test(text) ? Number(text) : undefined;
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
