/** A bracket with its items, as `{ open: 'torch.cat(', items: ['…', 'dim=1'], close: ')' }`. */
export interface Bracket {
  /** Everything up to and including the opening bracket. */
  readonly open: string;
  readonly items: readonly Python[];
  readonly close: string;
  /** One item a line even where all would fit into one. Default false. */
  readonly isTall?: boolean;
}

/** A Python expression: what stays in one line, or a bracket that may be broken. */
export type Python = string | Bracket;

/** Columns that a line may have: what Python's formatter `black` allows. */
export const LINE_LENGTH = 88;
/** Columns of a level. */
export const INDENT = 4;

/** A statement in lines, broken as `black` breaks them: `start` and the expression behind it. */
export function statement(start: string, expression: Python, indent: number, end = ''): string[] {
  const margin = ' '.repeat(indent);
  const line = `${margin}${start}${flat(expression)}${end}`;
  if (typeof expression === 'string' || (line.length <= LINE_LENGTH && !isTall(expression))) return [line];
  const { open, close } = expression;
  return [`${margin}${start}${open}`, ...itemLines(expression, indent + INDENT), `${margin}${close}${end}`];
}

/** Words broken into lines of at most 88 columns. */
export function wrapped(words: readonly string[], separator: string, indent: number): string[] {
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = `${last ?? margin}${word}${separator}`;
    if (last !== undefined && longer.trimEnd().length <= LINE_LENGTH) lines[lines.length - 1] = longer;
    else lines.push(`${margin}${word}${separator}`);
  }
  return lines.map((line, index) =>
    index === lines.length - 1 ? line.slice(0, line.length - separator.length) : line.trimEnd(),
  );
}

function itemLines(bracket: Bracket, indent: number): string[] {
  const line = `${' '.repeat(indent)}${bracket.items.map(flat).join(', ')}`;
  if (line.length <= LINE_LENGTH && !isTall(bracket)) return [line];
  return bracket.items.flatMap((item) => statement('', item, indent, ','));
}

function flat(expression: Python): string {
  if (typeof expression === 'string') return expression;
  return `${expression.open}${expression.items.map(flat).join(', ')}${expression.close}`;
}

function isTall(expression: Python): boolean {
  if (typeof expression === 'string') return false;
  return expression.isTall === true || expression.items.some(isTall);
}
