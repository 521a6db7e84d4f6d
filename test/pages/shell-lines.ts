import { parse } from 'shell-quote';
import { codeBlocks } from './pages.js';

/**
 * Command lines of a page's `sh` blocks, as the words that the program gets. What a reader has to fill in, `<block>`,
 * becomes the word `block`, and a loop's variable its first value.
 */
export function shellLines(text: string): readonly (readonly string[])[] {
  return codeBlocks(text, 'sh').flatMap((code) => {
    const script = code.replaceAll('\\\n', ' ').replaceAll(/<([a-z-]+)>/g, '$1');
    const variables = Object.fromEntries(
      [...script.matchAll(/\bfor (\w+) in (\S+)/g)].map(([, name = '', first = '']) => [name, first]),
    );
    return script.split('\n').map((line) => wordsOf(line, variables));
  });
}

/** The words up to the first comment, pipe or ampersand. */
function wordsOf(line: string, variables: Readonly<Record<string, string>>): readonly string[] {
  const words: string[] = [];
  for (const part of parse(line, variables)) {
    if (typeof part === 'string') words.push(part);
    else if ('op' in part && part.op === 'glob') words.push(part.pattern);
    else break;
  }
  return words;
}

/** The words behind those that call a program; undefined where the line does not call it. Settings may stand before. */
export function argumentsOf(
  words: readonly string[],
  ...program: readonly string[]
): readonly string[] | undefined {
  const start = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const called = start < 0 ? [] : words.slice(start);
  return program.every((word, index) => called[index] === word) ? called.slice(program.length) : undefined;
}
