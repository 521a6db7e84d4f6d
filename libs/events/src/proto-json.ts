import { join } from 'node:path';
import { PROTO_DIR } from '@blockqnn/api';
import protobuf from 'protobufjs';
import { JsonFormatError } from './json-format-error.js';
import { scalarFromJson } from './proto-json-scalars.js';
import { wellKnownFromJson } from './proto-json-well-known.js';
import { messageWriter, type Json } from './proto-json-writer.js';

/**
 * The proto3 JSON mapping (https://protobuf.dev/programming-guides/json) of one message type. Messages
 * are objects as `@blockqnn/api` has them: camelCase, int64 as numbers, enums by name. What is left out
 * in a message is written with its default, apart from messages and members of a oneof. Reading takes
 * whatever the mapping allows and ignores unknown fields, which a newer publisher may send.
 */
export interface JsonMapping<Input extends object, Output> {
  toJson(message: Input): Json;
  /** Throws {@link JsonFormatError}. */
  fromJson(json: unknown): Output;
}

/** `file` is relative to the proto folder; `type` is the full name. */
export function jsonMapping<Input extends object, Output>(
  file: string,
  type: string,
): JsonMapping<Input, Output> {
  const root = new protobuf.Root();
  root.resolvePath = (_, target) => (protobuf.common.get(target) ? target : join(PROTO_DIR, target));
  const messageType = root.loadSync(file).resolveAll().lookupType(type);
  return {
    toJson: messageWriter(messageType),
    fromJson: (json) =>
      messageType.toObject(messageType.fromObject(messageFromJson(messageType, json, '')), {
        longs: Number,
        enums: String,
        defaults: true,
        oneofs: true,
      }) as Output,
  };
}

/** The value of a JSON text. Throws {@link JsonFormatError}. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonFormatError('', 'JSON');
  }
}

type Fields = Readonly<Record<string, unknown>>;

function messageFromJson(type: protobuf.Type, json: unknown, path: string): Record<string, unknown> {
  const wellKnown = wellKnownFromJson(type, json, path);
  if (wellKnown) return wellKnown;
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new JsonFormatError(path, 'an object');
  const message: Record<string, unknown> = {};
  for (const field of type.fieldsArray) {
    const value = (json as Fields)[field.name] ?? (json as Fields)[snakeCase(field.name)];
    if (value === null || value === undefined) continue;
    const fieldPath = path === '' ? field.name : `${path}.${field.name}`;
    message[field.name] = field.repeated
      ? array(value, fieldPath).map((item, index) => valueFromJson(field, item, `${fieldPath}[${index}]`))
      : valueFromJson(field, value, fieldPath);
  }
  for (const { name, oneof } of type.oneofsArray) {
    if (oneof.filter((member) => message[member] !== undefined).length > 1) {
      throw new JsonFormatError(path === '' ? name : `${path}.${name}`, `only one of ${oneof.join(', ')}`);
    }
  }
  return message;
}

function valueFromJson(field: protobuf.Field, json: unknown, path: string): unknown {
  const type = field.resolvedType;
  if (type instanceof protobuf.Type) return messageFromJson(type, json, path);
  if (type instanceof protobuf.Enum) return enumFromJson(type, json, path);
  return scalarFromJson(field.type, json, path);
}

/** A name that is not known here, which a newer publisher may send, reads as unspecified. */
function enumFromJson(type: protobuf.Enum, json: unknown, path: string): number {
  if (typeof json === 'string') return type.values[json] ?? 0;
  if (Number.isInteger(json)) return json as number;
  throw new JsonFormatError(path, `a name of ${type.name}`);
}

function array(json: unknown, path: string): unknown[] {
  if (!Array.isArray(json)) throw new JsonFormatError(path, 'an array');
  return json;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
