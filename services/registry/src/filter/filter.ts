/**
 * Filters of QueryBlocks, a subset of AIP-160:
 *
 *   filter     = [ comparison { "AND" comparison } ]
 *   comparison = field operator value
 *   operator   = "=" | "!=" | "<" | "<=" | ">" | ">="
 *   value      = text | number
 *   text       = word | '"' characters '"' | "'" characters "'"   with \" \' and \\ for " ' and \
 *   number     = [ "-" ] digits [ "." digits ] [ ( "e" | "E" ) [ "+" | "-" ] digits ]
 *
 * Text fields are compared with = and != only. A word is made of letters, digits, `_`, `-`, `.` and `/`.
 */
export type Comparison = TextComparison | NumberComparison;

export type Filter = readonly Comparison[];

export interface TextComparison {
  readonly field: TextField;
  readonly operator: EqualityOperator;
  readonly value: string;
}

export interface NumberComparison {
  readonly field: NumberField;
  readonly operator: Operator;
  readonly value: number;
}

export const TEXT_FIELDS = ['search', 'dataset', 'block', 'worker'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export const NUMBER_FIELDS = [
  'accuracy',
  'reward',
  'flops',
  'parameters',
  'activation_bytes',
  'density',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

export const EQUALITY_OPERATORS = ['=', '!='] as const;
export type EqualityOperator = (typeof EQUALITY_OPERATORS)[number];

export const OPERATORS = [...EQUALITY_OPERATORS, '<', '<=', '>', '>='] as const;
export type Operator = (typeof OPERATORS)[number];

export function isTextField(name: string): name is TextField {
  return (TEXT_FIELDS as readonly string[]).includes(name);
}

export function isNumberField(name: string): name is NumberField {
  return (NUMBER_FIELDS as readonly string[]).includes(name);
}
