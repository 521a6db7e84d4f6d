import protobuf from 'protobufjs';

/** A message on the wire as a tree, so that a part can be replaced by what no encoder would write. */
export interface WireMessage {
  fields: WireField[];
}

/** One field: a number with its wire type and contents. */
export interface WireField {
  readonly id: number;
  readonly content: WireContent;
}

export type WireContent =
  | { readonly wire: 0; readonly value: bigint }
  | { readonly wire: 1; readonly bytes: Buffer }
  | { readonly wire: 2; readonly bytes: Buffer }
  | { readonly wire: 2; readonly message: WireMessage }
  | { readonly wire: 5; readonly bytes: Buffer };

/** A varint; negative numbers in ten bytes, as protobuf writes them. */
export function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

export function encodeTree(message: WireMessage): Buffer {
  const parts: Buffer[] = [];
  for (const { id, content } of message.fields) {
    parts.push(varint((BigInt(id) << 3n) | BigInt(content.wire)));
    if (content.wire === 0) {
      parts.push(varint(content.value));
      continue;
    }
    const bytes = 'message' in content ? encodeTree(content.message) : content.bytes;
    if (content.wire === 2) parts.push(varint(BigInt(bytes.length)));
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Takes apart what a type's own encoder wrote. */
export function decodeTree(type: protobuf.Type, bytes: Uint8Array): WireMessage {
  const reader = protobuf.Reader.create(bytes);
  const fields: WireField[] = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    fields.push({ id: tag >>> 3, content: contentOf(reader, tag & 7, type.fieldsById[tag >>> 3]) });
  }
  return { fields };
}

function contentOf(reader: protobuf.Reader, wire: number, field: protobuf.Field | undefined): WireContent {
  const start = reader.pos;
  switch (wire) {
    case 0: {
      const { low, high } = reader.uint64();
      return { wire, value: (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0) };
    }
    case 1:
    case 5:
      reader.skip(wire === 1 ? 8 : 4);
      return { wire, bytes: Buffer.from(reader.buf.subarray(start, reader.pos)) };
    case 2: {
      const bytes = Buffer.from(reader.bytes());
      const type = field?.resolvedType;
      return type instanceof protobuf.Type ? { wire, message: decodeTree(type, bytes) } : { wire, bytes };
    }
    default:
      throw new RangeError(`wire type ${String(wire)}`);
  }
}
