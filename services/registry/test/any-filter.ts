import fc from 'fast-check';
import {
  kindOf,
  NUMBER_FIELDS,
  TEXT_FIELDS,
  type NumberField,
  type TextField,
} from '../src/filter/fields.js';
import {
  EQUALITY_OPERATORS,
  junction,
  OPERATORS,
  type Comparison,
  type Expression,
  type Filter,
} from '../src/filter/filter.js';
import type { TextPattern } from '../src/filter/text-pattern.js';

/** What filters compare with: few values, where they are to meet rows now and then. */
export interface FilterValues {
  readonly text: (field: TextField) => fc.Arbitrary<string>;
  readonly number: (field: NumberField) => fc.Arbitrary<number>;
}

const anyText = fc
  .string({ unit: 'grapheme' })
  .filter((text) => !/\p{Cc}/u.test(text) && !/^(searches|blocks)\//.test(text));

/** Anything that can be written. */
export const ANY_VALUES: FilterValues = {
  text: () => anyText,
  number: (field) =>
    kindOf(field) === 'timestamp'
      ? fc.integer({ min: Date.UTC(1, 0) + 1.9e12, max: Date.UTC(9999, 0) })
      : fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
};

/** A filter of any form, with so many comparisons at most. */
export function anyFilter(values: FilterValues, maxDepth = 4): fc.Arbitrary<Filter> {
  return fc.oneof(
    { arbitrary: anyExpression(values, maxDepth), weight: 19 },
    { arbitrary: fc.constant(undefined), weight: 1 },
  );
}

function anyExpression(values: FilterValues, maxDepth: number): fc.Arbitrary<Expression> {
  return fc.letrec<{ expression: Expression; joined: Expression; negated: Expression }>((tie) => ({
    expression: fc.oneof(
      { maxDepth, depthIdentifier: 'expression' },
      anyComparison(values),
      tie('joined'),
      tie('negated'),
    ),
    joined: fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('expression'), { minLength: 2, maxLength: 3, depthIdentifier: 'expression' }),
      )
      .map(([kind, terms]) => junction(kind, terms)),
    negated: tie('expression').map((term) => ({ kind: 'not', term })),
  })).expression;
}

function anyComparison(values: FilterValues): fc.Arbitrary<Comparison> {
  const textField = fc.constantFrom(...TEXT_FIELDS);
  const numberField = fc.constantFrom(...NUMBER_FIELDS);
  return fc.oneof(
    textField.chain((field) =>
      fc
        .tuple(fc.constantFrom(...EQUALITY_OPERATORS), anyPattern(values.text(field)))
        .map(([operator, pattern]): Comparison => ({ kind: 'text', field, operator, pattern })),
    ),
    numberField.chain((field) =>
      fc
        .tuple(fc.constantFrom(...OPERATORS), values.number(field))
        .map(([operator, value]): Comparison => ({ kind: 'number', field, operator, value })),
    ),
    fc.oneof(textField, numberField).map((field): Comparison => ({ kind: 'present', field })),
  );
}

function anyPattern(text: fc.Arbitrary<string>): fc.Arbitrary<TextPattern> {
  const piece = fc.tuple(text, fc.nat(4)).map(([whole, length]) => whole.slice(0, length));
  return fc.oneof(
    text.map((whole): TextPattern => [whole]),
    fc.tuple(piece, piece).map(([first, second]): TextPattern => [first, second]),
    fc.tuple(piece, piece, piece).map(([first, second, third]): TextPattern => [first, second, third]),
  );
}

/** The figures of an evaluation as filters see them; null where there is none. */
export type Figures = Readonly<Record<TextField, string>> & Readonly<Record<NumberField, number | null>>;

/** Whether figures meet a filter, by its definition alone; undefined: unknown. */
export function meets(figures: Figures, filter: Filter): boolean | undefined {
  switch (filter?.kind) {
    case undefined:
      return true;
    case 'and':
      return all(filter.terms.map((term) => meets(figures, term)));
    case 'or':
      return negated(all(filter.terms.map((term) => negated(meets(figures, term)))));
    case 'not':
      return negated(meets(figures, filter.term));
    case 'text': {
      const matches = matchesPattern(figures[filter.field], filter.pattern);
      return filter.operator === '=' ? matches : !matches;
    }
    case 'number':
      return compared(figures[filter.field], filter.operator, filter.value);
    case 'present': {
      const figure = figures[filter.field];
      return figure !== null && figure !== '';
    }
  }
}

function all(terms: readonly (boolean | undefined)[]): boolean | undefined {
  if (terms.includes(false)) return false;
  return terms.includes(undefined) ? undefined : true;
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

/** Pieces in their order, the first at the beginning, the last at the end, each as early as it can be. */
function matchesPattern(text: string, [first, ...rest]: TextPattern): boolean {
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

function compared(figure: number | null, operator: string, value: number): boolean | undefined {
  if (figure === null) return undefined;
  switch (operator) {
    case '=':
      return figure === value;
    case '!=':
      return figure !== value;
    case '<':
      return figure < value;
    case '<=':
      return figure <= value;
    case '>':
      return figure > value;
    default:
      return figure >= value;
  }
}
