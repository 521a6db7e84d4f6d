import { kindOf, type NumberField, type TextField } from './fields.js';
import { QuerySyntaxError } from './query-syntax-error.js';
import type { TextPattern } from './text-pattern.js';
import type { Token } from './tokens.js';

type Value = Extract<Token, { readonly kind: 'word' | 'string' }>;

const NUMBER = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;
const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i;

/** Resource names are as good as ids. */
const NAME_PREFIXES: Readonly<Partial<Record<TextField, string>>> = { search: 'searches/', block: 'blocks/' };

export function textValue(field: TextField, { pattern: [first, ...rest] }: Value): TextPattern {
  const prefix = NAME_PREFIXES[field];
  return [prefix !== undefined && first.startsWith(prefix) ? first.slice(prefix.length) : first, ...rest];
}

/** In the unit of the field. Throws {@link QuerySyntaxError}. */
export function numberValue(field: NumberField, value: Value): number {
  switch (kindOf(field)) {
    case 'number':
      return bareNumber(value.text, value, `${field} is compared with a finite number`);
    case 'duration':
      return bareNumber(
        value.text.endsWith('s') ? value.text.slice(0, -1) : '',
        value,
        `${field} is compared with seconds, such as 1.5s`,
      );
    case 'timestamp':
      return milliseconds(field, value);
  }
}

function bareNumber(text: string, { kind, text: given, position }: Value, expectation: string): number {
  const value = kind === 'word' && NUMBER.test(text) ? Number(text) : NaN;
  // No negative zero, which is the same number.
  if (Number.isFinite(value)) return value + 0;
  throw new QuerySyntaxError(position, `${expectation}, not with ${JSON.stringify(given)}`);
}

/** Digits beyond milliseconds are dropped: times are kept so. */
function milliseconds(field: NumberField, { text, position }: Value): number {
  const [, date, time, fraction = '.0', zone] = TIME.exec(text) ?? [];
  const value = Date.parse(
    `${date ?? ''}T${time ?? ''}.${fraction.slice(1, 4).padEnd(3, '0')}${zone?.toUpperCase() ?? ''}`,
  );
  if (Number.isFinite(value) && date !== undefined && isDay(date)) return value;
  throw new QuerySyntaxError(
    position,
    `${field} is compared with a time such as "2026-01-31T12:00:00Z" (RFC 3339), not with ${JSON.stringify(text)}`,
  );
}

/** Date.parse takes the 30th of February for a day in March. */
function isDay(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return Number.isFinite(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
