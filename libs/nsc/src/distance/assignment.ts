/**
 * The least cost of giving each row a column of its own: the Hungarian method with potentials, after the
 * presentation of shortest augmenting paths by R. Jonker and A. Volgenant (1987). O(size³).
 *
 * @param costs - square, row by row, at least 0
 */
export function leastAssignment(costs: Int32Array, size: number): number {
  // Rows and columns count from 1; 0 stands for none.
  const rowPotentials = new Int32Array(size + 1);
  const columnPotentials = new Int32Array(size + 1);
  const rowOfColumn = new Int32Array(size + 1);
  const columnBefore = new Int32Array(size + 1);
  const slack = new Int32Array(size + 1);
  const visited = new Uint8Array(size + 1);
  for (let row = 1; row <= size; row++) {
    rowOfColumn[0] = row;
    slack.fill(FAR);
    visited.fill(0);
    let column = 0;
    do {
      visited[column] = 1;
      const current = rowOfColumn[column] as number;
      let least = FAR;
      let next = 0;
      for (let other = 1; other <= size; other++) {
        if (visited[other] === 1) continue;
        const reduced =
          (costs[(current - 1) * size + other - 1] as number) -
          (rowPotentials[current] as number) -
          (columnPotentials[other] as number);
        if (reduced < (slack[other] as number)) {
          slack[other] = reduced;
          columnBefore[other] = column;
        }
        if ((slack[other] as number) < least) {
          least = slack[other] as number;
          next = other;
        }
      }
      for (let other = 0; other <= size; other++) {
        if (visited[other] === 1) {
          const owner = rowOfColumn[other] as number;
          rowPotentials[owner] = (rowPotentials[owner] as number) + least;
          columnPotentials[other] = (columnPotentials[other] as number) - least;
        } else {
          slack[other] = (slack[other] as number) - least;
        }
      }
      column = next;
    } while (rowOfColumn[column] !== 0);
    while (column !== 0) {
      const before = columnBefore[column] as number;
      rowOfColumn[column] = rowOfColumn[before] as number;
      column = before;
    }
  }
  let total = 0;
  for (let column = 1; column <= size; column++) {
    total += costs[((rowOfColumn[column] as number) - 1) * size + column - 1] as number;
  }
  return total;
}

/** Above every sum of costs. */
const FAR = 1 << 29;
