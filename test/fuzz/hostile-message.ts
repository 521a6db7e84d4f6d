import protobuf from 'protobufjs';
import type { FuzzRandom } from './fuzz-random.js';
import { hostileFields } from './hostile-values.js';
import { decodeTree, encodeTree, type WireMessage } from './wire-tree.js';

/** A message out of hostile values alone, all that its descriptor has. */
export function hostileMessage(type: protobuf.Type, random: FuzzRandom): Buffer {
  const fields = type.fieldsArray
    .filter(() => random.chance(0.7))
    .flatMap((field) => hostileFields(field, random));
  return encodeTree({ fields: [...fields, ...unknownFields(random)] });
}

/** A valid message in which one to three fields, at any depth, are missing, doubled or hostile. */
export function mutatedMessage(type: protobuf.Type, valid: Buffer, random: FuzzRandom): Buffer {
  const tree = decodeTree(type, valid);
  for (let count = random.pick([1, 1, 1, 2, 3]); count > 0; count -= 1) mutate(tree, type, random);
  return encodeTree(tree);
}

function mutate(tree: WireMessage, type: protobuf.Type, random: FuzzRandom): void {
  const { message, type: at } = descend(tree, type, random);
  const [field] = at.fieldsArray.length > 0 ? [random.pick(at.fieldsArray)] : [];
  const others = message.fields.filter(({ id }) => id !== field?.id);
  const own = message.fields.filter(({ id }) => id === field?.id);
  message.fields = random.weighted([
    [8, () => [...others, ...(field ? hostileFields(field, random) : [])]],
    [2, () => others],
    [1, () => [...others, ...own, ...own]],
    [1, () => [...message.fields, ...unknownFields(random)]],
    [1, () => message.fields.toReversed()],
  ])();
}

/** A message somewhere in the tree, each level as likely as the next. */
function descend(
  message: WireMessage,
  type: protobuf.Type,
  random: FuzzRandom,
): { message: WireMessage; type: protobuf.Type } {
  const inner = message.fields.flatMap(({ id, content }) => {
    const resolved = type.fieldsById[id]?.resolvedType;
    return 'message' in content && resolved instanceof protobuf.Type
      ? [{ message: content.message, type: resolved }]
      : [];
  });
  if (inner.length === 0 || random.chance(0.35)) return { message, type };
  const next = random.pick(inner);
  return descend(next.message, next.type, random);
}

function unknownFields(random: FuzzRandom): WireMessage['fields'] {
  if (random.chance(0.8)) return [];
  return [{ id: random.pick([18, 500, 19_000, 2 ** 29 - 1]), content: { wire: 2, bytes: random.bytes(20) } }];
}

/** A valid message whose bytes were turned, cut, doubled or mixed with noise. */
export function mutatedBytes(valid: Buffer, random: FuzzRandom): Buffer {
  const at = random.below(valid.length + 1);
  return random.weighted([
    [4, () => flipped(valid, random)],
    [2, () => valid.subarray(0, at)],
    [1, () => Buffer.concat([valid, valid])],
    [2, () => Buffer.concat([valid.subarray(0, at), random.bytes(random.below(9)), valid.subarray(at)])],
    [2, () => random.bytes(random.below(200))],
    [0.02, () => Buffer.alloc(random.pick([3_900_000, 10_000_000]), 0x0a)],
  ])();
}

function flipped(valid: Buffer, random: FuzzRandom): Buffer {
  const bytes = Buffer.from(valid);
  if (bytes.length === 0) return bytes;
  for (let count = 1 + random.below(4); count > 0; count -= 1)
    bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}
