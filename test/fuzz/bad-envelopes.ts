import { status } from '@grpc/grpc-js';
import { gzipSync } from 'node:zlib';
import type { FuzzRandom } from './fuzz-random.js';
import { messageFrame, type Call } from './grpc-call.js';

/** A call whose message is sound and whose wrapping is not. */
export interface Envelope {
  readonly name: string;
  /** Over and above what any call of the method may get; by the gRPC specification. */
  readonly codes: readonly status[];
  /** Whether HTTP alone may answer, without a gRPC status. */
  readonly http?: boolean;
  /** Whether the server may reset the stream, or close the connection. */
  readonly mayCut?: boolean;
  wrap(call: Call, message: Buffer, random: FuzzRandom): Call;
}

const { INTERNAL, UNIMPLEMENTED, RESOURCE_EXHAUSTED, OUT_OF_RANGE, INVALID_ARGUMENT, UNKNOWN } = status;
const SHORT_MS = 200;
/** Inflates to 50 MB. */
const BOMB = gzipSync(Buffer.alloc(50_000_000));

/**
 * The specification: a flag that does not fit the encoding is INTERNAL; no message or several, where one is due, are
 * UNIMPLEMENTED, and a message cut short is none.
 */
export const ENVELOPES: readonly Envelope[] = [
  {
    name: 'compressed flag without an encoding',
    codes: [INTERNAL, UNIMPLEMENTED],
    wrap: (call, message) => ({ ...call, frames: [flagged(1, message)] }),
  },
  {
    name: 'flag 255',
    codes: [INTERNAL, UNIMPLEMENTED],
    wrap: (call, message) => ({ ...call, frames: [flagged(255, message)] }),
  },
  {
    name: 'unknown encoding',
    codes: [UNIMPLEMENTED, INTERNAL],
    wrap: (call, message) => ({
      ...call,
      frames: [flagged(1, message)],
      headers: { 'grpc-encoding': 'brotli-of-tomorrow' },
    }),
  },
  {
    name: 'gzip that is none',
    codes: [INTERNAL, INVALID_ARGUMENT],
    wrap: (call, message) => ({
      ...call,
      frames: [flagged(1, message)],
      headers: { 'grpc-encoding': 'gzip' },
    }),
  },
  {
    name: 'gzip as it should be',
    codes: [],
    wrap: (call, message) => ({
      ...call,
      frames: [flagged(1, gzipSync(message))],
      headers: { 'grpc-encoding': 'gzip' },
    }),
  },
  {
    name: 'gzip bomb',
    codes: [RESOURCE_EXHAUSTED],
    wrap: (call) => ({ ...call, frames: [flagged(1, BOMB)], headers: { 'grpc-encoding': 'gzip' } }),
  },
  {
    name: 'length beyond the end',
    codes: [INTERNAL, UNIMPLEMENTED],
    wrap: (call, message) => ({ ...call, frames: [prefixed(message.length + 10, message)] }),
  },
  {
    name: 'huge length',
    codes: [RESOURCE_EXHAUSTED, INTERNAL],
    wrap: (call, message) => ({ ...call, frames: [prefixed(0xffff_ffff, message)] }),
  },
  {
    name: 'length short of the end',
    codes: [INTERNAL, UNIMPLEMENTED, RESOURCE_EXHAUSTED],
    wrap: (call, message, random) => ({
      ...call,
      frames: [prefixed(Math.max(0, message.length - 3), Buffer.concat([message, random.bytes(7)]))],
    }),
  },
  {
    name: 'part of a prefix',
    codes: [INTERNAL, UNIMPLEMENTED],
    wrap: (call, _message, random) => ({ ...call, frames: [random.bytes(random.below(5))] }),
  },
  { name: 'no message', codes: [INTERNAL, UNIMPLEMENTED], wrap: (call) => ({ ...call, frames: [] }) },
  {
    name: 'two messages for one',
    codes: [INTERNAL, UNIMPLEMENTED],
    wrap: (call, message) => ({ ...call, frames: [messageFrame(message), messageFrame(message)] }),
  },
  {
    name: 'byte by byte',
    codes: [],
    wrap: (call, message) => ({
      ...call,
      frames: [...messageFrame(message.subarray(0, 300))].map((byte) => Buffer.of(byte)),
    }),
  },
  {
    name: 'never ended',
    codes: [],
    mayCut: true,
    wrap: (call) => ({ ...call, halfOpen: true, deadlineMs: SHORT_MS }),
  },
  {
    name: 'never ended, nothing sent',
    codes: [],
    mayCut: true,
    wrap: (call) => ({ ...call, frames: [], halfOpen: true, deadlineMs: SHORT_MS }),
  },
  {
    name: 'content type of a page',
    codes: [],
    http: true,
    wrap: withHeaders({ 'content-type': 'text/html' }),
  },
  { name: 'no content type', codes: [], http: true, wrap: withHeaders({ 'content-type': undefined }) },
  {
    name: 'GET',
    codes: [UNIMPLEMENTED, INTERNAL],
    http: true,
    mayCut: true,
    wrap: withHeaders({ ':method': 'GET' }),
  },
  {
    name: 'timeout that is none',
    codes: [INTERNAL, OUT_OF_RANGE, INVALID_ARGUMENT],
    http: true,
    wrap: (call, _message, random) => ({
      ...call,
      headers: { 'grpc-timeout': random.pick(['abc', '-1S', '', '1', 'NaNm', '999999999999999H', '1e3m']) },
      cancelAfterMs: SHORT_MS,
    }),
  },
  {
    name: 'longest timeout',
    codes: [],
    wrap: (call) => ({ ...call, headers: { 'grpc-timeout': '99999999H' }, cancelAfterMs: SHORT_MS }),
  },
  {
    name: 'unknown method',
    codes: [UNIMPLEMENTED],
    wrap: (call, _message, random) => ({
      ...call,
      path: random.pick([
        '/',
        '//',
        '/a/b',
        `${call.path}/x`,
        call.path.toUpperCase(),
        '/../..',
        `/${'x'.repeat(5000)}`,
        '/%00/%ff',
        '/__proto__/constructor',
      ]),
    }),
  },
  {
    name: 'binary metadata that is no base64',
    codes: [INTERNAL, INVALID_ARGUMENT],
    wrap: withHeaders({ 'x-noise-bin': '!!!not base64!!!', 'grpc-trace-bin': '@' }),
  },
  {
    name: 'hostile trace context',
    codes: [],
    wrap: withHeaders({ traceparent: '00-zz-ff-99', tracestate: 'a='.repeat(500), baggage: ',,,=;' }),
  },
  {
    name: 'reserved metadata',
    codes: [INTERNAL],
    wrap: withHeaders({ 'grpc-status': '0', 'grpc-message': '%ZZ', 'grpc-status-details-bin': 'AAAA' }),
  },
  {
    name: 'much metadata',
    codes: [RESOURCE_EXHAUSTED, INTERNAL, UNKNOWN],
    http: true,
    mayCut: true,
    wrap: withHeaders({ 'x-long': 'v'.repeat(15_000) }),
  },
];

function flagged(flag: number, message: Buffer): Buffer {
  const frame = messageFrame(message);
  frame[0] = flag;
  return frame;
}

function prefixed(length: number, content: Buffer): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(length, 1);
  return Buffer.concat([prefix, content]);
}

function withHeaders(headers: NonNullable<Call['headers']>): Envelope['wrap'] {
  return (call) => ({ ...call, headers });
}
