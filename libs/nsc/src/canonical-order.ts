/**
 * Canonical labelling of a value graph: an order of its values that is the same for isomorphic graphs.
 *
 * Individualisation and refinement, as in B. McKay's and A. Piperno's "Practical graph isomorphism, II"
 * (2014): where refinement leaves values alike, each of them in turn is set apart, and of all orders
 * reached this way the one with the smallest signature counts. Two values need not both be tried
 * where an automorphism that keeps everything set apart so far takes one to the other, so 22 equal
 * convolutions cost some hundred refinements instead of 22! orders.
 */
import { individualise, initialPartition } from './colour-refinement.js';
import type { Partition } from './colour-refinement.js';
import type { Value } from './value-graph.js';

/** An order of all values, and what the graph looks like in it. */
interface Leaf {
  readonly order: readonly Value[];
  /** Equal for two orders exactly where taking one to the other is an automorphism. */
  readonly signature: string;
}

/** A value that was set apart, and the first leaf below. */
interface Branch {
  readonly value: Value;
  readonly leaf: Leaf;
}

type Automorphism = ReadonlyMap<Value, Value>;

/** The values in canonical order: the input first, operands before consumers. */
export function canonicalOrder(values: readonly Value[]): readonly Value[] {
  const partition = initialPartition(values);
  // Most blocks have no two values alike, so there is nothing to compare.
  if (undecidedCell(partition) === undefined) return orderOf(partition);
  return smallestLeaf(partition, [], []).order;
}

/** The smallest leaf below a partition in which `apart` are set apart. Adds automorphisms it meets to `known`. */
function smallestLeaf(partition: Partition, apart: readonly Value[], known: Automorphism[]): Leaf {
  const cell = undecidedCell(partition);
  if (cell === undefined) return leafOf(partition);
  const branches: Branch[] = [];
  const leaves: Leaf[] = [];
  for (const value of cell) {
    if (branches.some((branch) => sameOrbit(branch.value, value, apart, known))) continue;
    const below = individualise(partition, value);
    const branch = { value, leaf: firstLeaf(below) };
    const automorphism = branches
      .map((earlier) => automorphismBetween(earlier, branch, apart))
      .find((found) => found !== undefined);
    if (automorphism === undefined) {
      branches.push(branch);
      leaves.push(smallestLeaf(below, [...apart, value], known));
    } else {
      known.push(automorphism);
    }
  }
  return leaves.reduce((smallest, leaf) => (leaf.signature < smallest.signature ? leaf : smallest));
}

/** The leaf reached by always taking the first value. */
function firstLeaf(partition: Partition): Leaf {
  const value = undecidedCell(partition)?.[0];
  return value === undefined ? leafOf(partition) : firstLeaf(individualise(partition, value));
}

function undecidedCell(partition: Partition): readonly Value[] | undefined {
  return partition.find((cell) => cell.length > 1);
}

/** The automorphism that takes one branch's first leaf to the other's, if it also takes branch to branch. */
function automorphismBetween(from: Branch, to: Branch, apart: readonly Value[]): Automorphism | undefined {
  if (from.leaf.signature !== to.leaf.signature) return undefined;
  const map = new Map(from.leaf.order.map((value, place) => [value, to.leaf.order[place] ?? value]));
  return keeps(map, apart) && map.get(from.value) === to.value ? map : undefined;
}

/** Whether known automorphisms that keep the values set apart take one value to the other. */
function sameOrbit(from: Value, to: Value, apart: readonly Value[], known: readonly Automorphism[]): boolean {
  const usable = known.filter((map) => keeps(map, apart));
  const orbit = new Set([from]);
  // Iterating a set takes in what is added meanwhile. Finite order makes inverses superfluous.
  for (const value of orbit) {
    for (const map of usable) orbit.add(map.get(value) ?? value);
  }
  return orbit.has(to);
}

function keeps(map: Automorphism, apart: readonly Value[]): boolean {
  return apart.every((value) => map.get(value) === value);
}

/** Where a partition into single values leads to. */
function leafOf(partition: Partition): Leaf {
  const order = orderOf(partition);
  return { order, signature: signatureOf(order) };
}

/**
 * The order that a partition into single values stands for: always the value next that reads the latest one
 * so far, so that a branch is written down to its end before the next begins; of several, the first in
 * the partition.
 */
function orderOf(partition: Partition): readonly Value[] {
  const open = partition.flat();
  const order: Value[] = [];
  // By position.
  const places: number[] = [];
  while (open.length > 0) {
    let next = 0;
    let latest = -1;
    for (const [place, value] of open.entries()) {
      const read = latestRead(value, places);
      if (read > latest) [next, latest] = [place, read];
    }
    const [value] = open.splice(next, 1) as [Value];
    places[value.position] = order.length;
    order.push(value);
  }
  return order;
}

/** Place of the latest operand, 0 where there is none; −1 where one has no place yet. */
function latestRead({ operands }: Value, places: readonly number[]): number {
  let latest = 0;
  for (const { position } of operands) {
    const place = places[position];
    if (place === undefined) return -1;
    if (place > latest) latest = place;
  }
  return latest;
}

function signatureOf(order: readonly Value[]): string {
  const places: number[] = [];
  for (const [place, { position }] of order.entries()) places[position] = place;
  return order
    .map(({ label, outputCount, operands }) => {
      const reads = operands.map(({ position }) => places[position] as number).sort((a, b) => b - a);
      return String.fromCharCode(label, outputCount, ...reads, 256);
    })
    .join('');
}
