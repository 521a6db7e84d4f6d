/**
 * Lays out a graph for a terminal as vertical rails, one row a node, as `git log --graph` does. A rail
 * begins at a node and runs down to the last node that reads it:
 *
 * ```text
 * ○      input
 * ├─●    reads the input; a rail of its own begins
 * │ ●    reads the row above
 * ●─╯    reads both rails, which end here
 * ```
 *
 * `├ ┤ ┼` is where a node taps a rail that goes on, `╰ ╯ ┴` where the rail ends; a horizontal line that meets
 * `│` passes behind it.
 */

/** A node and the rows, counted from 0, of the nodes that it reads, all above its own. */
export interface RailNode {
  readonly symbol: string;
  readonly reads: readonly number[];
}

/** A row of the drawing for each node, without trailing spaces. Every node but the last must be read by one. */
export function drawRails(nodes: readonly RailNode[]): readonly string[] {
  const lastReader = new Map<number, number>();
  nodes.forEach(({ reads }, row) => {
    for (const read of reads) lastReader.set(read, row);
  });
  // By column: the row of the node whose rail runs there.
  const rails: (number | undefined)[] = [];

  return nodes.map(({ symbol, reads }, row) => {
    const tapped = [...new Set(reads)].map((read) => rails.indexOf(read)).sort((a, b) => a - b);
    const ending = tapped.filter((column) => lastReader.get(rails[column] ?? -1) === row);
    const own = ending[0] ?? freeColumn(rails, tapped);
    const line = drawRow(rails, { symbol, own, tapped, ending });
    for (const column of ending) rails[column] = undefined;
    rails[own] = row;
    return line.trimEnd();
  });
}

interface Row {
  readonly symbol: string;
  /** The node's column. */
  readonly own: number;
  /** Columns of the rails that it reads, in ascending order. */
  readonly tapped: readonly number[];
  /** Those of them that end here. */
  readonly ending: readonly number[];
}

function drawRow(rails: readonly (number | undefined)[], row: Row): string {
  const left = Math.min(row.own, ...row.tapped);
  const right = Math.max(row.own, ...row.tapped);
  return Array.from({ length: Math.max(rails.length, right + 1) }, (_, column) => {
    const within = column >= left && column < right;
    return railMark(rails, row, { column, left, right }) + (within ? '─' : ' ');
  }).join('');
}

function railMark(
  rails: readonly (number | undefined)[],
  { symbol, own, tapped, ending }: Row,
  { column, left, right }: { readonly column: number; readonly left: number; readonly right: number },
): string {
  if (column === own) return symbol;
  if (tapped.includes(column)) {
    const ends = ending.includes(column);
    if (column === left) return ends ? '╰' : '├';
    if (column === right) return ends ? '╯' : '┤';
    return ends ? '┴' : '┼';
  }
  if (rails[column] !== undefined) return '│';
  return column > left && column < right ? '─' : ' ';
}

/** The free column nearest to the rails that are read; of two, the right one. */
function freeColumn(rails: readonly (number | undefined)[], tapped: readonly number[]): number {
  const free = [...rails, undefined].flatMap((rail, column) => (rail === undefined ? [column] : []));
  const distance = (column: number): number =>
    Math.min(...tapped.map((tap) => Math.abs(tap - column)), column + 1000);
  return free.sort((a, b) => distance(a) - distance(b) || b - a)[0] ?? rails.length;
}
