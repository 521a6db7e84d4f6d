import type { Timestamp, TimestampInput } from '../generated/google/protobuf/Timestamp.js';

/** Milliseconds since the epoch, a whole number. */
export function timestampToProto(epochMs: number): TimestampInput {
  const seconds = Math.floor(epochMs / 1000);
  return { seconds, nanos: Math.round((epochMs - seconds * 1000) * 1e6) };
}

/** Milliseconds since the epoch; undefined where unset. */
export function timestampFromProto(timestamp: Timestamp | null | undefined): number | undefined {
  return timestamp ? timestamp.seconds * 1000 + timestamp.nanos / 1e6 : undefined;
}
