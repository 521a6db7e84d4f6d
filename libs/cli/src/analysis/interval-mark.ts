/** Cells of the drawing; the middle one is 1. */
const CELLS = 21;
/** What the outermost cells stand for. */
const MOST = 4;

/**
 * A ratio and its interval on a line of characters, in equal steps of its logarithm from 1/4 to 4, `│` being 1. What
 * lies beyond ends at an arrow.
 *
 * @example
 * intervalMark(2, 1.5, 2.7) // "          │  ──●──   "
 */
export function intervalMark(value: number, low: number, high: number): string {
  const [from, at, to] = [cellOf(low), cellOf(value), cellOf(high)];
  return Array.from({ length: CELLS }, (_, cell) => {
    if (cell === at) return '●';
    if (cell === 0 && from < 0) return '◂';
    if (cell === CELLS - 1 && to >= CELLS) return '▸';
    if (cell >= from && cell <= to) return '─';
    return cell === (CELLS - 1) / 2 ? '│' : ' ';
  }).join('');
}

/** May lie outside the drawing. */
function cellOf(ratio: number): number {
  const middle = (CELLS - 1) / 2;
  const cell = Math.round(middle * (1 + Math.log(ratio) / Math.log(MOST)));
  return Number.isFinite(cell) ? cell : -1;
}
