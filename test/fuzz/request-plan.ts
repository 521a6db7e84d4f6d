import type { status } from '@grpc/grpc-js';
import { ENVELOPES } from './bad-envelopes.js';
import { messageFrame, type Call } from './grpc-call.js';
import { hostileMessage, mutatedBytes, mutatedMessage } from './hostile-message.js';
import { encodeMessage, type FuzzMethod } from './methods.js';
import type { Making } from './request-maker.js';
import { validRequest } from './valid-requests.js';

/** A call to be made, and what else than its method's own codes may come of it. */
export interface RequestPlan {
  readonly method: FuzzMethod;
  readonly form: string;
  readonly call: Call;
  readonly codes: readonly status[];
  /** An answer of HTTP alone will do. */
  readonly http: boolean;
  /** The server may reset stream or connection. */
  readonly mayCut: boolean;
}

/** Of calls that may last as long as one lets them. */
const STREAM_MS = 100;
const WAIT_MS = 300;
const LARGE_BYTES = 1_000_000;

/**
 * Draws how a method is called this time.
 * @param deadlineMs of a call that ends by itself
 */
export function planRequest(method: FuzzMethod, making: Making, deadlineMs: number): RequestPlan {
  const { random } = making;
  const valid = validRequest(method.path, making).map((value) => encodeMessage(method.requestType, value));
  const form = random.weighted([
    [34, 'valid'],
    [30, 'mutated'],
    [14, 'hostile'],
    [14, 'bytes'],
    [8, 'envelope'],
  ] as const);
  const messages = altered(form, method, valid, making);
  const call = withTiming(
    method,
    {
      path: method.path,
      frames: messages.map(messageFrame),
      deadlineMs: Math.min(deadlineMs, bearable(method)),
    },
    making,
  );
  const plain = {
    method,
    form,
    call,
    codes: [],
    http: false,
    mayCut: call.cancelAfterMs !== undefined || isLarge(call),
  };
  if (form !== 'envelope') return plain;
  const envelope = random.pick(ENVELOPES);
  return {
    method,
    form: `envelope: ${envelope.name}`,
    call: envelope.wrap({ ...plain.call }, messages[0] ?? Buffer.alloc(0), random),
    codes: envelope.codes,
    http: envelope.http === true,
    mayCut: envelope.mayCut === true || plain.mayCut,
  };
}

/** One message of the request is made hostile; the others stay, so that a stream gets past its beginning. */
function altered(
  form: 'valid' | 'mutated' | 'hostile' | 'bytes' | 'envelope',
  { requestType }: FuzzMethod,
  valid: readonly Buffer[],
  { random }: Making,
): readonly Buffer[] {
  const victim = random.below(valid.length);
  return valid.map((message, at) => {
    if (at !== victim) return message;
    switch (form) {
      case 'valid':
      case 'envelope':
        return message;
      case 'mutated':
        return mutatedMessage(requestType, message, random);
      case 'hostile':
        return hostileMessage(requestType, random);
      case 'bytes':
        return mutatedBytes(message, random);
    }
  });
}

/** Above what a server takes, who sends on after the refusal, and so seems to flood it, may be hung up on. */
function isLarge({ frames }: Call): boolean {
  return frames.reduce((sum, { length }) => sum + length, 0) > LARGE_BYTES;
}

/** How long a call of the method may last at most, that the run goes on. */
function bearable({ name, requestType, responseStream, requestStream }: FuzzMethod): number {
  if (responseStream && !requestStream && !FINITE_STREAMS.has(name)) return STREAM_MS;
  return 'wait' in requestType.fields ? WAIT_MS : Infinity;
}

/** Streams that end by themselves, and may need seconds for it: a thread that writes a model starts first. */
const FINITE_STREAMS: ReadonlySet<string> = new Set(['ExportModel', 'FetchArtifact']);

/** Now and then a deadline that has passed or is about to, or a caller that goes away. */
function withTiming({ responseStream, requestStream }: FuzzMethod, call: Call, { random }: Making): Call {
  if (random.chance(0.04)) return { ...call, deadlineMs: random.below(2) };
  const leaving = responseStream && !requestStream ? 0.5 : 0.03;
  return random.chance(leaving) ? { ...call, cancelAfterMs: random.below(30) } : call;
}
