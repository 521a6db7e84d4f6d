import pg from 'pg';

const { builtins } = pg.types;

type Parsers = pg.CustomTypesConfig['getTypeParser'];

/**
 * What columns are handed out as: as SQLite does it, so that services need not know where they are stored.
 * Whole numbers and `numeric` are numbers (one that a double cannot hold is refused), truth values 0 or 1,
 * bytes `Uint8Array`.
 */
export const VALUE_TYPES: pg.CustomTypesConfig = {
  // The overloads of the declaration cannot be met by one function.
  getTypeParser: ((oid: number, format: 'text') => PARSERS.get(oid) ?? parserOf(oid, format)) as Parsers,
};

// Declared to give anything.
const parserOf = pg.types.getTypeParser as (oid: number, format: 'text') => (text: string) => unknown;
const parseBytes = parserOf(builtins.BYTEA, 'text') as (text: string) => Buffer;

const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.INT8, wholeNumber],
  [builtins.NUMERIC, (text) => (/^-?\d+$/.test(text) ? wholeNumber(text) : Number(text))],
  [builtins.BOOL, (text) => (text === 't' ? 1 : 0)],
  [builtins.BYTEA, (text) => new Uint8Array(parseBytes(text))],
]);

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`the database gave ${text}, which is beyond ±(2^53 − 1) and would be rounded`);
  }
  return value;
}
