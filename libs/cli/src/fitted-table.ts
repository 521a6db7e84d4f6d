import { shorten } from './format.js';
import { formatTable, type Column } from './table.js';

/** A column that says what may happen to it on a narrow terminal. */
export interface FittedColumn<Row> extends Column {
  readonly cell: (row: Row, index: number) => string;
  /** Columns that have a number are left out, the lowest first, until the table fits. */
  readonly leaveOut?: number;
  /** Characters between which the cells may be cut in the middle, to make room for other columns. */
  readonly cut?: { readonly least: number; readonly most: number };
}

interface Measured<Row> {
  readonly column: FittedColumn<Row>;
  readonly cells: readonly string[];
  /** Characters that the column needs, and that it would like. */
  readonly least: number;
  readonly natural: number;
}

const GAP = 2;

/** A table of at most `width` characters, where leaving out and cutting what may be can achieve that. */
export function formatFittedTable<Row>(
  columns: readonly FittedColumn<Row>[],
  rows: readonly Row[],
  width: number,
): string {
  let kept = columns.map((column) => measure(column, rows));
  while (sumOf(kept, 'least') > width) {
    const [next] = kept
      .filter(({ column }) => column.leaveOut !== undefined)
      .sort((a, b) => (a.column.leaveOut ?? 0) - (b.column.leaveOut ?? 0));
    if (!next) break;
    kept = kept.filter((other) => other !== next);
  }
  let excess = Math.max(0, sumOf(kept, 'natural') - width);
  const cells = kept.map((measured) => {
    const cut = Math.min(excess, measured.natural - measured.least);
    excess -= cut;
    return measured.cells.map((text) => shorten(text, measured.natural - cut));
  });
  return formatTable(
    kept.map(({ column }) => column),
    rows.map((_, index) => cells.map((column) => column[index] ?? '')),
  );
}

function measure<Row>(column: FittedColumn<Row>, rows: readonly Row[]): Measured<Row> {
  const cells = rows.map((row, index) => column.cell(row, index));
  const longest = Math.max(column.title.length, ...cells.map((text) => text.length));
  const natural = Math.min(longest, column.cut?.most ?? longest);
  return { column, cells, natural, least: Math.min(natural, column.cut?.least ?? natural) };
}

function sumOf<Row>(columns: readonly Measured<Row>[], size: 'least' | 'natural'): number {
  return columns.reduce((sum, measured) => sum + measured[size], GAP * (columns.length - 1));
}
