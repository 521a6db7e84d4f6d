/** A record of a CSV file. */
export interface CsvRow {
  /** Line that it begins on, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quote that is not closed, or text behind one. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
}

/**
 * Records of a CSV file (RFC 4180): cells in quotes may hold commas, line breaks and doubled quotes. Empty
 * lines are left out. Throws {@link CsvError} that names the line.
 */
export function* csvRows(text: string): Generator<CsvRow> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] };
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, line) : plainCell(text, at);
      cells.push(cell.text);
      line += cell.text.split('\n').length - 1;
      at = cell.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (at < text.length && text[at] !== '\n')
      throw new CsvError(`line ${String(line)}: text behind a closing quote`);
    at += 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') yield { ...row, cells };
  }
}

interface Cell {
  readonly text: string;
  /** Where the text goes on behind it. */
  readonly end: number;
}

const PLAIN = /[^,\r\n]*/y;

function plainCell(text: string, start: number): Cell {
  PLAIN.lastIndex = start;
  const cell = PLAIN.exec(text)?.[0] ?? '';
  return { text: cell, end: start + cell.length };
}

const QUOTED = /"([^"]*(?:""[^"]*)*)"/y;

function quotedCell(text: string, start: number, line: number): Cell {
  QUOTED.lastIndex = start;
  const match = QUOTED.exec(text);
  if (!match) throw new CsvError(`line ${String(line)}: a quote that is not closed`);
  return { text: (match[1] ?? '').replaceAll('""', '"'), end: start + match[0].length };
}
