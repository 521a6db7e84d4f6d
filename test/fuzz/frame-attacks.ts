import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FuzzRandom } from './fuzz-random.js';

/** What a hostile peer writes on a bare connection; all that is asked of the server is that it lives on. */
export interface FrameAttack {
  readonly name: string;
  /** Written in this order. */
  readonly bytes: (random: FuzzRandom) => Buffer;
}

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const TYPES = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  push: 5,
  ping: 6,
  goAway: 7,
  window: 8,
  continuation: 9,
};
const END_STREAM = 1;
const END_HEADERS = 4;
const FLOOD = 300;
/** How long the server's reaction is waited for, which for most of it is to hang up. */
const REACTION_MS = 20;

export const FRAME_ATTACKS: readonly FrameAttack[] = [
  { name: 'noise', bytes: (random) => random.bytes(1 + random.below(300)) },
  { name: 'HTTP/1.1', bytes: () => Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n') },
  {
    name: 'TLS',
    bytes: (random) => Buffer.concat([Buffer.from('160301020001000001fc0303', 'hex'), random.bytes(100)]),
  },
  { name: 'bad preface', bytes: () => Buffer.from('PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n') },
  { name: 'part of a preface', bytes: (random) => PREFACE.subarray(0, random.below(PREFACE.length)) },
  opened('noise after the preface', (random) => random.bytes(random.below(400))),
  opened('truncated frame', (random) => {
    const whole = Buffer.concat([request(1), frame(TYPES.data, END_STREAM, 1, random.bytes(50))]);
    return whole.subarray(0, random.below(whole.length));
  }),
  opened('frame larger than allowed', () => frame(TYPES.data, 0, 1, Buffer.alloc(20_000))),
  opened('length of 16 MiB and nothing after', () => Buffer.from('ffffff000000000001', 'hex')),
  opened('data on stream 0', () => frame(TYPES.data, 0, 0, Buffer.alloc(8))),
  opened('data on a stream that is not open', () => frame(TYPES.data, END_STREAM, 99, Buffer.alloc(8))),
  opened('even stream', () => request(2)),
  opened('streams backwards', () => Buffer.concat([request(9), request(3)])),
  opened('settings of odd length', () => frame(TYPES.settings, 0, 0, Buffer.alloc(5))),
  opened('hostile settings', () =>
    frame(TYPES.settings, 0, 0, Buffer.from('0004ffffffff000500000001', 'hex')),
  ),
  opened('window overflow', () => repeated(2, frame(TYPES.window, 0, 0, Buffer.from('7fffffff', 'hex')))),
  opened('window of nothing', () => frame(TYPES.window, 0, 0, Buffer.alloc(4))),
  opened('stream that depends on itself', () =>
    Buffer.concat([request(1), frame(TYPES.priority, 0, 1, Buffer.from('00000001ff', 'hex'))]),
  ),
  opened('push from a client', () => frame(TYPES.push, END_HEADERS, 1, Buffer.from('00000002', 'hex'))),
  opened('headers that do not decompress', (random) =>
    frame(
      TYPES.headers,
      END_HEADERS,
      1,
      Buffer.concat([Buffer.from('ffffffffff7f', 'hex'), random.bytes(40)]),
    ),
  ),
  opened('headers without a path', () =>
    frame(TYPES.headers, END_HEADERS | END_STREAM, 1, header(':method', 'POST')),
  ),
  opened('headers twice over', () => Buffer.concat([request(1), request(1)])),
  opened('continuation without end', () =>
    Buffer.concat([
      frame(TYPES.headers, 0, 1, header(':method', 'POST')),
      repeated(FLOOD, frame(TYPES.continuation, 0, 1, header('x', 'y'))),
    ]),
  ),
  opened('continuation out of place', () => frame(TYPES.continuation, END_HEADERS, 1, header('x', 'y'))),
  opened('unknown frames', (random) => repeated(FLOOD, frame(200, 255, random.below(50), random.bytes(5)))),
  opened('pings', () => repeated(FLOOD, frame(TYPES.ping, 0, 0, Buffer.alloc(8)))),
  opened('settings over and over', () => repeated(FLOOD, frame(TYPES.settings, 0, 0, Buffer.alloc(0)))),
  opened('empty data over and over', () =>
    Buffer.concat([request(1), repeated(FLOOD, frame(TYPES.data, 0, 1, Buffer.alloc(0)))]),
  ),
  opened('streams opened and reset', () =>
    streams((id) => [request(id), frame(TYPES.reset, 0, id, Buffer.from('00000008', 'hex'))]),
  ),
  opened('many streams left open', () => streams((id) => [request(id)])),
  opened('goodbye, then more', () => Buffer.concat([frame(TYPES.goAway, 0, 0, Buffer.alloc(8)), request(1)])),
];

/** Connects, writes, waits for a reaction and hangs up, with or without ceremony. */
export async function attack(address: string, { bytes }: FrameAttack, random: FuzzRandom): Promise<void> {
  const at = address.lastIndexOf(':');
  const socket = connect(Number(address.slice(at + 1)), address.slice(0, at));
  // To be hung up on is what is asked for.
  socket.on('error', () => undefined);
  socket.resume();
  socket.write(bytes(random));
  await Promise.race([closed(socket), delay(REACTION_MS)]);
  // What is being shut down cannot be reset: Node 20 would wait for its end for ever when the process exits.
  if (random.chance(0.5) && !socket.writableEnded) socket.resetAndDestroy();
  else socket.destroy();
}

async function closed(socket: Socket): Promise<void> {
  await once(socket, 'close');
}

/** After a handshake as it should be. */
function opened(name: string, bytes: FrameAttack['bytes']): FrameAttack {
  const settings = frame(TYPES.settings, 0, 0, Buffer.alloc(0));
  return { name, bytes: (random) => Buffer.concat([PREFACE, settings, bytes(random)]) };
}

function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** Headers of a health check without its message. */
function request(stream: number): Buffer {
  const fields = [
    header(':method', 'POST'),
    header(':scheme', 'http'),
    header(':path', '/grpc.health.v1.Health/Check'),
    header(':authority', 'x'),
    header('content-type', 'application/grpc'),
    header('te', 'trailers'),
    header('grpc-timeout', '100m'),
  ];
  return frame(TYPES.headers, END_HEADERS, stream, Buffer.concat(fields));
}

/** A literal header, neither indexed nor compressed (HPACK). */
function header(name: string, value: string): Buffer {
  return Buffer.concat([
    Buffer.of(0, name.length),
    Buffer.from(name),
    Buffer.of(value.length),
    Buffer.from(value),
  ]);
}

function repeated(count: number, bytes: Buffer): Buffer {
  return Buffer.concat(Array.from({ length: count }, () => bytes));
}

function streams(each: (id: number) => readonly Buffer[]): Buffer {
  return Buffer.concat(Array.from({ length: FLOOD }, (_, index) => each(2 * index + 1)).flat());
}
