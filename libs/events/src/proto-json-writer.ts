import protobuf from 'protobufjs';
import { scalarToJson } from './proto-json-scalars.js';
import { wellKnownWriter } from './proto-json-well-known.js';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

type Write<Value> = (value: Value) => Json;
type Fields = Readonly<Record<string, unknown>>;

/** Types have writers made once: a message of a hundred fields is written for every reward. */
const writers = new Map<protobuf.Type, Write<object>>();

/** What brings messages of a type to JSON. */
export function messageWriter(type: protobuf.Type): Write<object> {
  let write = writers.get(type);
  if (write === undefined) {
    write = wellKnownWriter(type) ?? fieldsWriter(type);
    if (CONSTANTS.has(type.fullName)) write = once(write);
    writers.set(type, write);
  }
  return write;
}

/** Messages that are the same object in every event of a search, and never change. */
const CONSTANTS: ReadonlySet<string> = new Set(['.blockqnn.domain.v1.Stack', '.blockqnn.domain.v1.Recipe']);

/** Writes each message once. */
function once(write: Write<object>): Write<object> {
  const written = new WeakMap<object, Json>();
  return (message) => {
    let json = written.get(message);
    if (json === undefined) {
      json = write(message);
      written.set(message, json);
    }
    return json;
  };
}

function fieldsWriter(type: protobuf.Type): Write<object> {
  const fields = type.fieldsArray.map((field) => ({
    name: field.name,
    write: fieldWriter(field),
    unset: unsetValue(field),
  }));
  return (message) => {
    const json: { [key: string]: Json } = {};
    for (const { name, write, unset } of fields) {
      const value = (message as Fields)[name];
      if (value !== undefined && value !== null) json[name] = write(value);
      else if (unset !== undefined) json[name] = unset();
    }
    return json;
  };
}

function fieldWriter(field: protobuf.Field): Write<unknown> {
  const write = valueWriter(field);
  return field.repeated ? (value) => (value as readonly unknown[]).map(write) : write;
}

function valueWriter({ type, resolvedType }: protobuf.Field): Write<unknown> {
  if (resolvedType instanceof protobuf.Type) {
    // Not before the first value: types may contain themselves.
    return (value) => messageWriter(resolvedType)(value as object);
  }
  if (resolvedType instanceof protobuf.Enum) return (value) => enumToJson(resolvedType, value);
  return (value) => scalarToJson(type, value);
}

/** What is written where a field is not set; undefined: nothing, as of messages and members of a oneof. */
function unsetValue(field: protobuf.Field): (() => Json) | undefined {
  if (field.repeated) return () => [];
  if (field.partOf !== null || field.resolvedType instanceof protobuf.Type) return undefined;
  const value = valueWriter(field)(field.typeDefault);
  return () => value;
}

/** A name that is not known is as good as unspecified; a number of a newer program stays. */
function enumToJson(type: protobuf.Enum, value: unknown): Json {
  const number = typeof value === 'string' ? (type.values[value] ?? 0) : (value as number);
  return type.valuesById[number] ?? number;
}
