import protobuf from 'protobufjs';

/** Bytes of a known number that are made when they are read. */
export interface ByteParts {
  readonly sizeBytes: number;
  readonly parts: () => Iterable<Uint8Array>;
}

/** Bytes that are there. */
export function bytes(content: Uint8Array): ByteParts {
  return { sizeBytes: content.length, parts: () => [content] };
}

export function concatenated(members: readonly ByteParts[]): ByteParts {
  return {
    sizeBytes: members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    parts: function* () {
      for (const member of members) yield* member.parts();
    },
  };
}

/** A field of a protocol buffers message whose value is a string, bytes or a message; repeat it for several. */
export function lengthDelimited(field: number, ...members: readonly ByteParts[]): ByteParts {
  const value = concatenated(members);
  const head = new protobuf.Writer().uint32(field * 8 + LENGTH_DELIMITED).uint32(value.sizeBytes);
  return concatenated([bytes(head.finish()), value]);
}

/** The wire type. */
const LENGTH_DELIMITED = 2;
