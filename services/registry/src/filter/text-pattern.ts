/**
 * What a text is compared with: the pieces between the wildcards, so a single piece is a plain text, and
 * `['cifar10', '']` means `cifar10*`.
 */
export type TextPattern = readonly [string, ...string[]];

/** The text that a pattern without wildcards stands for; undefined where there are any. */
export function plainText(pattern: TextPattern): string | undefined {
  return pattern.length === 1 ? pattern[0] : undefined;
}

/** Pattern of what contains all that the given one matches. */
export function containing(pattern: TextPattern): TextPattern {
  return ['', ...pattern, ''];
}

/** As a word of a filter, in double quotes. */
export function formatPattern(pattern: TextPattern): string {
  return `"${pattern.map((piece) => piece.replace(/["'\\*]/g, '\\$&')).join('*')}"`;
}

/** For LIKE with the escape character `\`. */
export function likePattern(pattern: TextPattern): string {
  return pattern.map((piece) => piece.replace(/[\\%_]/g, '\\$&')).join('%');
}

/** For SQLite's GLOB, which unlike its LIKE tells capitals from small letters. */
export function globPattern(pattern: TextPattern): string {
  return pattern.map((piece) => piece.replace(/[[*?]/g, '[$&]')).join('*');
}
