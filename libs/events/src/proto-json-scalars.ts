import { JsonFormatError } from './json-format-error.js';

type Scalar = boolean | number | string;

const NOT_FINITE: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity };
const WHOLE_NUMBER = /^-?[0-9]+$/;
const NUMBER = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;
const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };
const INT64 = { min: -(2 ** 63), max: 2 ** 63 };

/** The scalar types that our messages use. */
type ScalarType = 'string' | 'bool' | 'double' | 'int32' | 'int64';

/** int64 is a string, since JSON numbers of other languages may lose digits; NaN and infinities have names. */
export function scalarToJson(type: string, value: unknown): Scalar {
  if (type === 'int64') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return value as Scalar;
}

/** Numbers may stand in strings, as the mapping allows. */
export function scalarFromJson(type: string, json: unknown, path: string): Scalar {
  switch (type as ScalarType) {
    case 'string':
      if (typeof json !== 'string') throw new JsonFormatError(path, 'a string');
      return json;
    case 'bool':
      if (typeof json !== 'boolean') throw new JsonFormatError(path, 'true or false');
      return json;
    case 'double':
      return double(json, path);
    case 'int32':
      return whole(json, INT32, path);
    case 'int64':
      return whole(json, INT64, path);
  }
}

function double(json: unknown, path: string): number {
  if (typeof json === 'number') return json;
  const named = typeof json === 'string' ? NOT_FINITE[json] : undefined;
  if (named !== undefined) return named;
  if (typeof json === 'string' && NUMBER.test(json)) return Number(json);
  throw new JsonFormatError(path, 'a number');
}

function whole(json: unknown, bounds: { readonly min: number; readonly max: number }, path: string): number {
  const value = typeof json === 'string' && WHOLE_NUMBER.test(json) ? Number(json) : json;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < bounds.min || value > bounds.max) {
    throw new JsonFormatError(path, `a whole number from ${bounds.min} to ${bounds.max}`);
  }
  return value;
}
