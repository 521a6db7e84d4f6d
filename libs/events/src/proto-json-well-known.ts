import type { Type } from 'protobufjs';
import { JsonFormatError } from './json-format-error.js';

interface SecondsAndNanos {
  /** A number, or a Long object as protobufjs builds it. */
  readonly seconds?: unknown;
  readonly nanos?: number;
}

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;
const DURATION = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/;

/** RFC 3339 for Timestamp, seconds with an "s" for Duration; undefined for any other type. */
export function wellKnownWriter(type: Type): ((message: object) => string) | undefined {
  switch (type.fullName) {
    case '.google.protobuf.Timestamp':
      return timestampToJson;
    case '.google.protobuf.Duration':
      return durationToJson;
    default:
      return undefined;
  }
}

function timestampToJson(message: SecondsAndNanos): string {
  const { seconds = 0, nanos = 0 } = message;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}${fraction(nanos)}Z`;
}

function durationToJson(message: SecondsAndNanos): string {
  const { seconds = 0, nanos = 0 } = message;
  return `${Number(seconds) < 0 || nanos < 0 ? '-' : ''}${Math.abs(Number(seconds))}${fraction(nanos)}s`;
}

/** Undefined where the type has no form of its own. */
export function wellKnownFromJson(
  type: Type,
  json: unknown,
  path: string,
): Record<string, number> | undefined {
  switch (type.fullName) {
    case '.google.protobuf.Timestamp':
      return timestampFromJson(json, path);
    case '.google.protobuf.Duration':
      return durationFromJson(json, path);
    default:
      return undefined;
  }
}

function timestampFromJson(json: unknown, path: string): Record<string, number> {
  const [, day, time, digits, zone] = (typeof json === 'string' && TIMESTAMP.exec(json)) || [];
  const epochMs = day && time && zone ? Date.parse(`${day}T${time}${zone.toUpperCase()}`) : NaN;
  if (Number.isNaN(epochMs))
    throw new JsonFormatError(path, 'a time as in RFC 3339, like "2025-01-31T12:00:00Z"');
  return { seconds: epochMs / 1000, nanos: nanosOf(digits) };
}

function durationFromJson(json: unknown, path: string): Record<string, number> {
  const [, sign, seconds, digits] = (typeof json === 'string' && DURATION.exec(json)) || [];
  if (seconds === undefined) throw new JsonFormatError(path, 'seconds with an "s", like "1.5s"');
  const factor = sign === '-' ? -1 : 1;
  return { seconds: factor * Number(seconds) || 0, nanos: factor * nanosOf(digits) || 0 };
}

/** 0, 3, 6 or 9 digits, as few as lose nothing. */
function fraction(nanos: number): string {
  if (nanos === 0) return '';
  return `.${String(Math.abs(nanos))
    .padStart(9, '0')
    .replace(/(?:000){1,2}$/, '')}`;
}

function nanosOf(digits: string | undefined): number {
  return Number((digits ?? '').padEnd(9, '0'));
}
