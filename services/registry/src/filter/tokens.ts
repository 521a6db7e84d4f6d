import { HAS, OPERATORS, type Operator } from './filter.js';
import { QuerySyntaxError } from './query-syntax-error.js';
import type { TextPattern } from './text-pattern.js';

/** `position` counts characters from 1. */
export type Token =
  | {
      readonly kind: 'word' | 'string';
      /** As it stands there, without quotes and escapes. */
      readonly text: string;
      readonly pattern: TextPattern;
      readonly position: number;
    }
  | { readonly kind: 'operator'; readonly text: Operator | typeof HAS; readonly position: number }
  | { readonly kind: 'parenthesis'; readonly text: '(' | ')'; readonly position: number }
  | { readonly kind: 'end'; readonly text: ''; readonly position: number };

const WHITESPACE = /\s*/y;
const OPERATOR = /[=!<>]+|:/y;
const PARENTHESIS = /[()]/y;
/** Comes before words, which have no colons. */
const TIME = /\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)/y;
/** Names, bare values and numbers alike; the plus sign only occurs in an exponent. */
const WORD = /[-\w./*]+(?:(?<=[0-9.][eE])\+[0-9]+s?)?/y;
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
  const word = match(TIME, text, at) ?? match(WORD, text, at);
  if (word !== undefined) {
    return {
      token: { kind: 'word', text: word, pattern: piecesOf(word.split('*')), position },
      end: at + word.length,
    };
  }
  const operator = match(OPERATOR, text, at);
  if (operator !== undefined) {
    return {
      token: { kind: 'operator', text: knownOperator(operator, position), position },
      end: at + operator.length,
    };
  }
  const parenthesis = match(PARENTHESIS, text, at);
  if (parenthesis === '(' || parenthesis === ')') {
    return { token: { kind: 'parenthesis', text: parenthesis, position }, end: at + 1 };
  }
  const quoted = match(STRING, text, at);
  if (quoted !== undefined) {
    const pattern = unquote(quoted, position);
    return {
      token: { kind: 'string', text: pattern.join('*'), pattern, position },
      end: at + quoted.length,
    };
  }
  const [character = ''] = text.slice(at);
  if (character === '"' || character === "'")
    throw new QuerySyntaxError(position, `the string has no closing ${character}`);
  throw new QuerySyntaxError(position, `unexpected ${JSON.stringify(character)}; put text in double quotes`);
}

function knownOperator(text: string, position: number): Operator | typeof HAS {
  const known = [...OPERATORS, HAS] as const;
  const operator = known.find((each) => each === text);
  if (operator) return operator;
  throw new QuerySyntaxError(position, `unknown operator ${text}; known are ${known.join(' ')}`);
}

function unquote(quoted: string, position: number): TextPattern {
  const unknown = /\\([^"'\\*])/s.exec(quoted.replaceAll('\\\\', '__'));
  if (unknown) {
    throw new QuerySyntaxError(position + unknown.index, `unknown escape; known are \\" \\' \\\\ and \\*`);
  }
  const control = CONTROL_CHARACTER.exec(quoted);
  if (control) throw new QuerySyntaxError(position + control.index, 'control characters are not allowed');
  const pieces: string[] = [];
  let piece = '';
  for (const [part] of quoted.slice(1, -1).matchAll(/\\.|[^\\]/gs)) {
    if (part === '*') {
      pieces.push(piece);
      piece = '';
    } else {
      piece += part.startsWith('\\') ? part.slice(1) : part;
    }
  }
  return piecesOf([...pieces, piece]);
}

function piecesOf([first = '', ...rest]: readonly string[]): TextPattern {
  return [first, ...rest];
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skip(text: string, at: number): number {
  return at + (match(WHITESPACE, text, at)?.length ?? 0);
}
