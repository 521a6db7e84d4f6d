import type { Duration, DurationInput } from '../generated/google/protobuf/Duration.js';

/** Milliseconds, at least 0. */
export function durationToProto(durationMs: number): DurationInput {
  const seconds = Math.floor(durationMs / 1000);
  return { seconds, nanos: Math.round((durationMs - seconds * 1000) * 1e6) };
}

/** Milliseconds; undefined where unset. */
export function durationFromProto(duration: Duration | null | undefined): number | undefined {
  return duration ? duration.seconds * 1000 + duration.nanos / 1e6 : undefined;
}
