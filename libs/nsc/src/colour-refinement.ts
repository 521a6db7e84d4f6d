/**
 * Colour refinement (1-dimensional Weisfeiler-Leman): tells values apart by what they compute, what they
 * are computed from and what is computed from them, as far as counting goes.
 *
 * A partition is a list of cells in an order that does not depend on how the block was written down;
 * refinement splits cells in place, so a value that is alone keeps its place among the cells.
 */
import type { Value } from './value-graph.js';

/** Ordered cells; a cell of one value is told apart from all others. */
export type Partition = readonly (readonly Value[])[];

/** The coarsest stable partition of a graph by type, kernel, output count and neighbourhood. */
export function initialPartition(values: readonly Value[]): Partition {
  return refine(splitBy(values, (value) => value.label * 32 + value.outputCount));
}

/** Sets one value of a cell apart, before the others, and refines by it. */
export function individualise(partition: Partition, chosen: Value): Partition {
  return refine(
    partition.flatMap((cell) =>
      cell.length > 1 && cell.includes(chosen)
        ? [[chosen], cell.filter((value) => value !== chosen)]
        : [cell],
    ),
  );
}

function refine(partition: Partition): Partition {
  for (let coarse = partition; ;) {
    const rank = ranks(coarse);
    const fine: (readonly Value[])[] = [];
    for (const cell of coarse) {
      if (cell.length === 1) fine.push(cell);
      else fine.push(...splitBy(cell, (value) => neighbourhood(value, rank)));
    }
    if (fine.length === coarse.length) return fine;
    coarse = fine;
  }
}

/** By a value's position, the place of its cell, as the number of values in the cells before. */
function ranks(partition: Partition): readonly number[] {
  const result: number[] = [];
  let rank = 0;
  for (const cell of partition) {
    for (const { position } of cell) result[position] = rank;
    rank += cell.length;
  }
  return result;
}

/**
 * A number that depends only on how many operands and consumers a value has in each cell. Two different
 * neighbourhoods may meet in one number; then the values just stay in one cell.
 */
function neighbourhood({ operands, consumers }: Value, rank: readonly number[]): number {
  let sum = 0;
  for (const { position } of operands) sum = (sum + scramble(rank[position] as number)) | 0;
  for (const { position } of consumers) sum = (sum + scramble((rank[position] as number) + 256)) | 0;
  return sum;
}

/** A fixed pseudo-random 32-bit number for a small one. */
function scramble(small: number): number {
  let hash = Math.imul(small + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** The parts of a cell that have a key in common, by ascending key, each in the order of the cell. */
function splitBy(cell: readonly Value[], key: (value: Value) => number): Partition {
  const keys = cell.map(key);
  const [first] = keys;
  if (keys.every((other) => other === first)) return [cell];
  const groups = new Map<number, Value[]>();
  for (const [place, value] of cell.entries()) {
    const group = groups.get(keys[place] as number);
    if (group === undefined) groups.set(keys[place] as number, [value]);
    else group.push(value);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}
