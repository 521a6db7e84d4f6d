import { OPERATORS, type Operator } from './filter.js';
import { QuerySyntaxError } from './query-syntax-error.js';

/** `position` counts characters from 1. */
export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly position: number }
  | { readonly kind: 'string'; readonly text: string; readonly position: number }
  | { readonly kind: 'operator'; readonly text: Operator; readonly position: number }
  | { readonly kind: 'end'; readonly text: ''; readonly position: number };

const WHITESPACE = /\s*/y;
const OPERATOR = /[=!<>]+/y;
/** Names, bare values and numbers alike; the plus sign only occurs in an exponent. */
const WORD = /[-\w./]+(?:(?<=[0-9.][eE])\+[0-9]+)?/y;
const STRING = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** Cuts a filter into tokens, of which the last is the end. Throws {@link QuerySyntaxError}. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = skip(text, 0); at < text.length;) {
    const { token, end } = tokenAt(text, at);
    tokens.push(token);
    at = skip(text, end);
  }
  return [...tokens, { kind: 'end', text: '', position: text.length + 1 }];
}

function tokenAt(text: string, at: number): { token: Token; end: number } {
  const position = at + 1;
  const word = match(WORD, text, at);
  if (word !== undefined) return { token: { kind: 'word', text: word, position }, end: at + word.length };
  const operator = match(OPERATOR, text, at);
  if (operator !== undefined) {
    return {
      token: { kind: 'operator', text: knownOperator(operator, position), position },
      end: at + operator.length,
    };
  }
  const quoted = match(STRING, text, at);
  if (quoted !== undefined) {
    return { token: { kind: 'string', text: unquote(quoted, position), position }, end: at + quoted.length };
  }
  const [character = ''] = text.slice(at);
  if (character === '"' || character === "'")
    throw new QuerySyntaxError(position, `the string has no closing ${character}`);
  if (character === '(' || character === ')') {
    throw new QuerySyntaxError(position, 'parentheses are not supported, only comparisons joined by AND');
  }
  throw new QuerySyntaxError(position, `unexpected ${JSON.stringify(character)}; put text in double quotes`);
}

function knownOperator(text: string, position: number): Operator {
  const operator = OPERATORS.find((known) => known === text);
  if (operator) return operator;
  throw new QuerySyntaxError(position, `unknown operator ${text}; known are ${OPERATORS.join(' ')}`);
}

function unquote(quoted: string, position: number): string {
  const unknown = /\\([^"'\\])/s.exec(quoted.replaceAll('\\\\', '__'));
  if (unknown) {
    throw new QuerySyntaxError(position + unknown.index, `unknown escape; known are \\" \\' and \\\\`);
  }
  const control = CONTROL_CHARACTER.exec(quoted);
  if (control) throw new QuerySyntaxError(position + control.index, 'control characters are not allowed');
  return quoted.slice(1, -1).replace(/\\(.)/gs, '$1');
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skip(text: string, at: number): number {
  return at + (match(WHITESPACE, text, at)?.length ?? 0);
}
