import {
  EQUALITY_OPERATORS,
  isNumberField,
  isTextField,
  NUMBER_FIELDS,
  TEXT_FIELDS,
  type Comparison,
  type Filter,
  type TextField,
} from './filter.js';
import { QuerySyntaxError } from './query-syntax-error.js';
import { tokenise, type Token } from './tokens.js';

const NUMBER = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/** Resource names are as good as ids. */
const NAME_PREFIXES: Readonly<Partial<Record<TextField, string>>> = { search: 'searches/', block: 'blocks/' };

/** The grammar stands in `filter.ts`. Throws {@link QuerySyntaxError}. */
export function parseFilter(text: string): Filter {
  const tokens = new TokenReader(tokenise(text));
  if (tokens.peek().kind === 'end') return [];
  const comparisons = [parseComparison(tokens)];
  for (let token = tokens.next(); token.kind !== 'end'; token = tokens.next()) {
    if (token.kind !== 'word' || token.text !== 'AND')
      throw new QuerySyntaxError(token.position, insteadOfAnd(token));
    comparisons.push(parseComparison(tokens));
  }
  return comparisons;
}

class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', position: 1 };
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }
}

function parseComparison(tokens: TokenReader): Comparison {
  const field = tokens.next();
  if (field.kind !== 'word')
    throw new QuerySyntaxError(field.position, `a field is missing; ${KNOWN_FIELDS}`);
  if (!isTextField(field.text) && !isNumberField(field.text)) {
    const negation = field.text === 'NOT' || field.text.startsWith('-');
    throw new QuerySyntaxError(
      field.position,
      negation ? 'negation is not supported; use !=' : `unknown field ${field.text}; ${KNOWN_FIELDS}`,
    );
  }
  const operator = tokens.next();
  if (operator.kind !== 'operator') {
    throw new QuerySyntaxError(operator.position, `an operator is missing after ${field.text}`);
  }
  const value = tokens.next();
  if (value.kind !== 'word' && value.kind !== 'string') {
    throw new QuerySyntaxError(value.position, `a value is missing after ${operator.text}`);
  }
  return isTextField(field.text)
    ? {
        field: field.text,
        operator: equality(field.text, operator),
        value: textValue(field.text, value.text),
      }
    : { field: field.text, operator: operator.text, value: numberValue(field.text, value) };
}

function equality(field: string, { text, position }: Token): (typeof EQUALITY_OPERATORS)[number] {
  const operator = EQUALITY_OPERATORS.find((known) => known === text);
  if (operator) return operator;
  throw new QuerySyntaxError(position, `${field} is text and compared with = or != only`);
}

function textValue(field: TextField, text: string): string {
  const prefix = NAME_PREFIXES[field];
  return prefix !== undefined && text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function numberValue(field: string, { kind, text, position }: Token): number {
  const value = kind === 'word' && NUMBER.test(text) ? Number(text) : NaN;
  if (Number.isFinite(value)) return value;
  throw new QuerySyntaxError(
    position,
    `${field} is compared with a finite number, not with ${JSON.stringify(text)}`,
  );
}

function insteadOfAnd(token: Token): string {
  return token.text === 'OR'
    ? 'OR is not supported, only comparisons joined by AND'
    : `AND or the end is expected, not ${JSON.stringify(token.text)}`;
}

const KNOWN_FIELDS = `known fields are ${[...TEXT_FIELDS, ...NUMBER_FIELDS].join(', ')}`;
