import { readdirSync, readFileSync } from 'node:fs';

export const ROOT = new URL('../../', import.meta.url);

/** A page for people: its path from the root, and its text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Every Markdown page of the root and of `docs/`. */
export function pages(): readonly Page[] {
  return ['', 'docs/'].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => ({ path: folder + name, text: readFileSync(new URL(folder + name, ROOT), 'utf8') })),
  );
}

/** The code blocks of a text that are written in a language. */
export function codeBlocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(/^( *)```(\w*)\n([^]*?)^\1```/gm)].flatMap(([, , named, code = '']) =>
    named === language ? [code] : [],
  );
}

/** The text without code blocks. */
export function prose(text: string): string {
  return text.replaceAll(/^( *)```[^]*?^\1```/gm, '');
}
