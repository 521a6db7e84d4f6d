/**
 * Filters over the figures of an evaluation: AIP-160 as far as it makes sense where every field is flat.
 *
 *   filter     = [ expression ]
 *   expression = factor { "AND" factor }
 *   factor     = term { "OR" term }                       OR binds tighter than AND
 *   term       = [ "NOT" | "-" ] ( comparison | "(" expression ")" )
 *   comparison = field operator value
 *   operator   = "=" | "!=" | "<" | "<=" | ">" | ">=" | ":"
 *   value      = text | number | duration | time | "*"
 *   text       = word | '"' characters '"' | "'" characters "'"    with \" \' \\ and \* for " ' \ and *
 *   number     = [ "-" ] digits [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]
 *   duration   = number "s"
 *   time       = RFC 3339, with or without quotes
 *
 * A word is made of letters, digits, `_`, `-`, `.`, `/` and `*`. In a text `*` stands for any characters.
 * Parentheses nest at most {@link MAX_NESTING} deep.
 *
 * A comparison with a figure that an evaluation lacks is neither true nor false, and neither is its negation; an
 * evaluation matches where the whole is true.
 */
import type { NumberField, TextField } from './fields.js';
import type { TextPattern } from './text-pattern.js';

export const MAX_NESTING = 20;

/** Undefined where a filter is empty: it matches everything. */
export type Filter = Expression | undefined;

export type Expression = Junction | Negation | Comparison;

/** Two terms or more, none of which is a junction of the same kind. */
export interface Junction {
  readonly kind: 'and' | 'or';
  readonly terms: readonly Expression[];
}

export interface Negation {
  readonly kind: 'not';
  readonly term: Expression;
}

export type Comparison = TextComparison | NumberComparison | Presence;

/** `field:text` is `field = "*text*"`. */
export interface TextComparison {
  readonly kind: 'text';
  readonly field: TextField;
  readonly operator: EqualityOperator;
  readonly pattern: TextPattern;
}

export interface NumberComparison {
  readonly kind: 'number';
  readonly field: NumberField;
  readonly operator: Operator;
  /** Finite; in the unit of the field. */
  readonly value: number;
}

/** `field:*`: the figure is known; a text is not empty. Never unknown itself. */
export interface Presence {
  readonly kind: 'present';
  readonly field: TextField | NumberField;
}

export const EQUALITY_OPERATORS = ['=', '!='] as const;
export type EqualityOperator = (typeof EQUALITY_OPERATORS)[number];

export const OPERATORS = [...EQUALITY_OPERATORS, '<', '<=', '>', '>='] as const;
export type Operator = (typeof OPERATORS)[number];

export const HAS = ':';

/** Joins terms, of which there is at least one. */
export function junction(kind: Junction['kind'], terms: readonly Expression[]): Expression {
  const flat = terms.flatMap((term) => (term.kind === kind ? term.terms : [term]));
  const [first] = flat;
  return flat.length === 1 && first ? first : { kind, terms: flat };
}

/** The fields that a filter looks at. */
export function fieldsOf(filter: Filter): readonly (TextField | NumberField)[] {
  if (filter === undefined) return [];
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.terms.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(filter.term);
    case 'text':
    case 'number':
    case 'present':
      return [filter.field];
  }
}

/** What an evaluation has to meet all of, whatever else a filter says. */
export function conjuncts(filter: Filter): readonly Expression[] {
  if (filter === undefined) return [];
  return filter.kind === 'and' ? filter.terms : [filter];
}
