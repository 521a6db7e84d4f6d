/** Above every sum of costs. */
const FAR = 1 << 29;

/** Kept between calls, which are many and short; indices from 1, 0 stands for none. */
let rowPotentials = new Int32Array(0);
let columnPotentials = new Int32Array(0);
let rowOfColumn = new Int32Array(0);
let columnBefore = new Int32Array(0);
let slack = new Int32Array(0);
let visited = new Uint8Array(0);
let isGiven = new Uint8Array(0);

/**
 * The least cost of giving each row a column of its own: the Hungarian method with potentials, begun by reducing rows
 * and columns and finished by shortest augmenting paths (R. Jonker and A. Volgenant, 1987). O(size³), in practice
 * little more than O(size²). Potentials never promise more than the least cost, so it ends early where that is beyond
 * a limit.
 *
 * @param costs - square, row by row, at least 0; there may be more behind it
 * @param atMost - where the least cost is larger, infinity may be given instead
 */
export function leastAssignment(costs: Int32Array, size: number, atMost = Number.POSITIVE_INFINITY): number {
  makeRoom(size);
  const reduced = reduce(costs, size);
  if (reduced > atMost) return Number.POSITIVE_INFINITY;
  giveWhatCostsNothing(costs, size);
  for (let row = 1; row <= size; row++) {
    if (isGiven[row] === 1) continue;
    if (!giveColumn(row, costs, size, atMost - reduced)) return Number.POSITIVE_INFINITY;
  }
  // What all paths together took beyond the reductions was charged to no column.
  return reduced - (columnPotentials[0] as number);
}

function makeRoom(size: number): void {
  if (rowPotentials.length <= size) {
    rowPotentials = new Int32Array(size + 1);
    columnPotentials = new Int32Array(size + 1);
    rowOfColumn = new Int32Array(size + 1);
    columnBefore = new Int32Array(size + 1);
    slack = new Int32Array(size + 1);
    visited = new Uint8Array(size + 1);
    isGiven = new Uint8Array(size + 1);
  }
  columnPotentials[0] = 0;
  rowPotentials[0] = 0;
  rowOfColumn.fill(0, 0, size + 1);
  isGiven.fill(0, 0, size + 1);
}

/** Takes from each row, then from each column, the least that is in it; the sum of all that. */
function reduce(costs: Int32Array, size: number): number {
  let sum = 0;
  columnPotentials.fill(FAR, 1, size + 1);
  for (let row = 1, at = 0; row <= size; row++, at += size) {
    let least = FAR;
    for (let column = 0; column < size; column++) {
      const cost = costs[at + column] as number;
      if (cost < least) least = cost;
    }
    rowPotentials[row] = least;
    sum += least;
    for (let column = 0; column < size; column++) {
      const rest = (costs[at + column] as number) - least;
      if (rest < (columnPotentials[column + 1] as number)) columnPotentials[column + 1] = rest;
    }
  }
  for (let column = 1; column <= size; column++) sum += columnPotentials[column] as number;
  return sum;
}

/** Gives rows columns that cost nothing beyond the reductions, as long as they are free. */
function giveWhatCostsNothing(costs: Int32Array, size: number): void {
  for (let row = 1, at = 0; row <= size; row++, at += size) {
    const potential = rowPotentials[row] as number;
    for (let column = 1; column <= size; column++) {
      if (rowOfColumn[column] !== 0) continue;
      if ((costs[at + column - 1] as number) === potential + (columnPotentials[column] as number)) {
        rowOfColumn[column] = row;
        isGiven[row] = 1;
        break;
      }
    }
  }
}

/** Gives a row a column, where need be by giving others new ones; not where all paths so far take more than a limit. */
function giveColumn(first: number, costs: Int32Array, size: number, atMost: number): boolean {
  rowOfColumn[0] = first;
  slack.fill(FAR, 0, size + 1);
  visited.fill(0, 0, size + 1);
  let column = 0;
  do {
    visited[column] = 1;
    const row = rowOfColumn[column] as number;
    const at = (row - 1) * size - 1;
    const potential = rowPotentials[row] as number;
    let least = FAR;
    let next = 0;
    for (let other = 1; other <= size; other++) {
      if (visited[other] === 1) continue;
      const rest = (costs[at + other] as number) - potential - (columnPotentials[other] as number);
      if (rest < (slack[other] as number)) {
        slack[other] = rest;
        columnBefore[other] = column;
      }
      if ((slack[other] as number) < least) {
        least = slack[other] as number;
        next = other;
      }
    }
    if (least > 0) move(least, size);
    if (-(columnPotentials[0] as number) > atMost) return false;
    column = next;
  } while (rowOfColumn[column] !== 0);
  while (column !== 0) {
    const before = columnBefore[column] as number;
    rowOfColumn[column] = rowOfColumn[before] as number;
    column = before;
  }
  return true;
}

/** Makes the nearest column that no path has come to cost nothing. */
function move(least: number, size: number): void {
  for (let column = 0; column <= size; column++) {
    if (visited[column] === 1) {
      const owner = rowOfColumn[column] as number;
      rowPotentials[owner] = (rowPotentials[owner] as number) + least;
      columnPotentials[column] = (columnPotentials[column] as number) - least;
    } else {
      slack[column] = (slack[column] as number) - least;
    }
  }
}
