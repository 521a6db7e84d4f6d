import { isNumberField, isTextField, NUMBER_FIELDS, TEXT_FIELDS } from './fields.js';
import {
  EQUALITY_OPERATORS,
  HAS,
  junction,
  MAX_NESTING,
  type Comparison,
  type EqualityOperator,
  type Expression,
  type Filter,
} from './filter.js';
import { numberValue, textValue } from './parse-value.js';
import { QuerySyntaxError } from './query-syntax-error.js';
import { containing } from './text-pattern.js';
import { tokenise, type Token } from './tokens.js';

/** The grammar stands in `filter.ts`. Throws {@link QuerySyntaxError}. */
export function parseFilter(text: string): Filter {
  const parser = new Parser(tokenise(text));
  return parser.isAtEnd ? undefined : parser.whole();
}

const CLOSING = ')';

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#peek().kind === 'end';
  }

  whole(): Expression {
    const expression = this.#expression();
    const { kind, text, position } = this.#peek();
    if (kind === 'end') return expression;
    if (text === CLOSING) throw new QuerySyntaxError(position, 'no parenthesis is open here');
    throw new QuerySyntaxError(position, `AND, OR or the end is expected, not ${JSON.stringify(text)}`);
  }

  #expression(): Expression {
    return this.#joined('and', 'AND', () => this.#joined('or', 'OR', () => this.#term()));
  }

  #joined(kind: 'and' | 'or', keyword: string, next: () => Expression): Expression {
    const terms = [next()];
    while (this.#takeKeyword(keyword)) terms.push(next());
    return junction(kind, terms);
  }

  #term(): Expression {
    if (this.#takeKeyword('NOT') || this.#takeMinus()) return { kind: 'not', term: this.#simple() };
    return this.#simple();
  }

  #simple(): Expression {
    const { kind, text, position } = this.#peek();
    if (kind !== 'parenthesis' || text === CLOSING) return this.#comparison();
    this.#next();
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) {
      throw new QuerySyntaxError(position, `parentheses nest more than ${MAX_NESTING} deep`);
    }
    const expression = this.#expression();
    const closing = this.#next();
    if (closing.text !== CLOSING || closing.kind !== 'parenthesis') {
      throw new QuerySyntaxError(
        closing.position,
        `AND, OR or ) is expected${closing.kind === 'end' ? `: the parenthesis of character ${position} is open` : `, not ${JSON.stringify(closing.text)}`}`,
      );
    }
    this.#nesting -= 1;
    return expression;
  }

  #comparison(): Comparison {
    const { kind, text: field, position } = this.#next();
    if (kind !== 'word') throw new QuerySyntaxError(position, `a field is missing; ${KNOWN_FIELDS}`);
    if (!isTextField(field) && !isNumberField(field)) {
      throw new QuerySyntaxError(position, `unknown field ${field}; ${KNOWN_FIELDS}${hintFor(field)}`);
    }
    const operator = this.#next();
    if (operator.kind !== 'operator') {
      throw new QuerySyntaxError(operator.position, `an operator is missing after ${field}`);
    }
    const value = this.#next();
    if (value.kind !== 'word' && value.kind !== 'string') {
      throw new QuerySyntaxError(value.position, `a value is missing after ${operator.text}`);
    }
    if (operator.text === HAS && value.kind === 'word' && value.text === '*')
      return { kind: 'present', field };
    if (isTextField(field)) {
      const pattern = textValue(field, value);
      if (operator.text === HAS) return { kind: 'text', field, operator: '=', pattern: containing(pattern) };
      return { kind: 'text', field, operator: equality(field, operator), pattern };
    }
    if (operator.text === HAS) {
      throw new QuerySyntaxError(
        operator.position,
        `${field} is a single figure: compare it with =, or ask with ${field}:* whether it is known`,
      );
    }
    return { kind: 'number', field, operator: operator.text, value: numberValue(field, value) };
  }

  #takeKeyword(keyword: string): boolean {
    const { kind, text } = this.#peek();
    const taken = kind === 'word' && text === keyword;
    if (taken) this.#next();
    return taken;
  }

  /** A minus stands right before what it negates, so it comes as the beginning of a word. */
  #takeMinus(): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || !token.text.startsWith('-')) return false;
    this.#next();
    if (token.text === '-') return true;
    this.#at -= 1;
    this.#rest = { ...token, text: token.text.slice(1), position: token.position + 1 };
    return true;
  }

  /** What is left of a word that began with a minus. */
  #rest: Token | undefined;

  #peek(): Token {
    return this.#rest ?? this.#tokens[this.#at] ?? { kind: 'end', text: '', position: 1 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#rest = undefined;
    this.#at += 1;
    return token;
  }
}

function equality(field: string, { text, position }: Token): EqualityOperator {
  const operator = EQUALITY_OPERATORS.find((known) => known === text);
  if (operator) return operator;
  throw new QuerySyntaxError(position, `${field} is text and compared with =, != or : only`);
}

const KNOWN_FIELDS = `known fields are ${[...TEXT_FIELDS, ...NUMBER_FIELDS].join(', ')}`;

function hintFor(word: string): string {
  return /^(and|or|not)$/i.test(word) ? `; AND, OR and NOT are written in capitals, between comparisons` : '';
}
