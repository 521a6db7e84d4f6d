import protobuf from 'protobufjs';
import type { FuzzRandom } from './fuzz-random.js';
import { encodeTree, varint, type WireContent, type WireField } from './wire-tree.js';

const MEGABYTE = 1_000_000;

/** Texts that break what takes them for harmless: paths, queries, escapes, names of other things. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'searches/a\u0000b',
  '\u0001\u001b[2J\u0007',
  'a\r\nb: c',
  '\ufeff\u202e\u200b',
  '🧨'.repeat(50),
  '../../../../etc/passwd',
  '/dev/zero',
  'C:\\Windows\\win.ini',
  'searches/../searches/-',
  'searches/-',
  'searches/-/trials/-',
  'searches/x/trials/0',
  'searches/x/trials/999999999999999999999',
  'searches/a/trials/1/extra',
  'blocks/',
  'blocks/0123456789abcdef',
  'trainings/00000000000000000000000000000000',
  "'; DROP TABLE searches; --",
  '" OR ""="',
  '%00%2e%2e',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '${7*7}{{7*7}}',
  'NaN',
  '-1',
  '1e999',
  'conv3@0,conv3@1,add@2+0',
  'conv3@99',
  '['.repeat(20_000),
  '(((((((((((((((((((((((',
  'accuracy > 1e999 AND accuracy > "x"',
  'accuracy>'.repeat(150),
  'reward desc, reward desc',
  'procedural?limit=0',
  'procedural?limit=999999999',
  'procedural?size=512&limit=2',
];
/** Not UTF-8: lone continuation, overlong slash, an unpaired surrogate, a truncated sequence. */
const BROKEN_TEXTS = ['80', 'c0af', 'eda080', 'edb080', 'f09f98', 'ff', '61c328'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
const DOUBLES = [
  Number.NaN,
  Infinity,
  -Infinity,
  -0,
  -1,
  1e-320,
  5e-324,
  1e308,
  -1e308,
  2 ** 53 + 2,
  0.1,
  1.0000001,
];
const INTEGERS = [
  0,
  1,
  -1,
  2 ** 31 - 1,
  -(2 ** 31),
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
  100,
  1000,
].map(BigInt);
const LARGE_INTEGERS = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n, 2n ** 53n + 1n];
const HUGE_LENGTHS = [4 * MEGABYTE, 10 * MEGABYTE];

/** Hostile contents of a field, of its own wire type or, now and then, of another. May be large. */
export function hostileFields(field: protobuf.Field, random: FuzzRandom): WireField[] {
  const one = (): WireField => ({ id: field.id, content: hostileContent(field, random) });
  if (!field.repeated) return random.chance(0.05) ? [one(), one()] : [one()];
  const count = random.weighted([
    [6, 1],
    [3, 3],
    [1, 200],
    [0.1, 20_000],
  ]);
  const first = one();
  // The same over and over: a very long list should cost the fuzzer less than the service.
  return count > 3 ? Array.from({ length: count }, () => first) : Array.from({ length: count }, one);
}

function hostileContent(field: protobuf.Field, random: FuzzRandom): WireContent {
  if (random.chance(0.03)) return otherWireType(random);
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Type) return hostileMessage(resolvedType, random);
  if (resolvedType instanceof protobuf.Enum)
    return { wire: 0, value: random.pick([-1n, 0n, 1n, 2n, 7n, 99n, 2n ** 31n, 2n ** 40n]) };
  switch (field.type) {
    case 'string':
      return { wire: 2, bytes: hostileText(random) };
    case 'bytes':
      return { wire: 2, bytes: random.bytes(random.pick([0, 1, 100, 5000])) };
    case 'double':
      return { wire: 1, bytes: doubleBytes(random) };
    case 'float':
      return { wire: 5, bytes: random.bytes(4) };
    case 'bool':
      return { wire: 0, value: random.pick([0n, 1n, 2n, 2n ** 63n]) };
    default:
      return { wire: 0, value: random.chance(0.7) ? random.pick(INTEGERS) : random.pick(LARGE_INTEGERS) };
  }
}

function hostileText(random: FuzzRandom): Buffer {
  return random.weighted([
    [20, () => Buffer.from(random.pick(TEXTS))],
    [3, () => random.pick(BROKEN_TEXTS)],
    [3, () => random.bytes(random.below(40))],
    [2, () => Buffer.alloc(random.pick([101, 1001, 2001, 70_000]), random.pick(['a', '1', '%', '\\']))],
    [0.05, () => Buffer.alloc(random.pick(HUGE_LENGTHS), 'a')],
  ])();
}

function hostileMessage(type: protobuf.Type, random: FuzzRandom): WireContent {
  return random.weighted<() => WireContent>([
    [4, () => ({ wire: 2, bytes: Buffer.alloc(0) })],
    [2, () => ({ wire: 2, bytes: random.bytes(random.below(60)) })],
    [1, () => ({ wire: 2, bytes: deepNesting(type, random) })],
    [
      6,
      () => ({
        wire: 2,
        bytes: encodeTree({
          fields: type.fieldsArray
            .filter(() => random.chance(0.5))
            .flatMap((field) => hostileFields(field, random)),
        }),
      }),
    ],
  ])();
}

/** Length-delimited fields within one another, thousands deep: a decoder that recurses must be bounded. */
function deepNesting(type: protobuf.Type, random: FuzzRandom): Buffer {
  const tag = varint(BigInt((random.pick([...type.fieldsArray.map(({ id }) => id), 1]) << 3) | 2));
  const heads: Buffer[] = [];
  let length = 0;
  for (let depth = random.pick([100, 3000]); depth > 0; depth -= 1) {
    const head = Buffer.concat([tag, varint(BigInt(length))]);
    heads.push(head);
    length += head.length;
  }
  return Buffer.concat(heads.reverse());
}

function otherWireType(random: FuzzRandom): WireContent {
  return random.weighted<() => WireContent>([
    [1, () => ({ wire: 0, value: random.pick(LARGE_INTEGERS) })],
    [1, () => ({ wire: 1, bytes: random.bytes(8) })],
    [1, () => ({ wire: 2, bytes: random.bytes(random.below(30)) })],
    [1, () => ({ wire: 5, bytes: random.bytes(4) })],
  ])();
}

function doubleBytes(random: FuzzRandom): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(random.pick(DOUBLES));
  return bytes;
}
