import type { NumberField } from './filter/fields.js';
import type { Order } from './filter/parse-order.js';
import { Staircase } from './staircase.js';

/** An evaluation with the figures that it is compared by. */
export type Point = {
  readonly ordinal: number;
  readonly block: string;
  readonly reward: number;
} & Readonly<Partial<Record<NumberField, number>>>;

/**
 * The points that none other beats: to which none is at least equal in all figures and better in one. Equal in all
 * figures, points of different blocks stay; of one block it is the one of the highest reward, then the earliest.
 * What comes first does not matter. There are two or three figures.
 */
export class ParetoFront<Row extends Point> {
  readonly #objectives: Order;
  #rows: readonly Row[] = [];

  constructor(objectives: Order) {
    this.#objectives = objectives;
  }

  /**
   * Takes in some points, in n log n steps even where none beats another: figures may run against each other, and
   * be equal for all.
   */
  add(rows: readonly Row[]): void {
    const inOrder = rows.toSorted((one, two) => this.#inOrder(one, two));
    // Two runs that are in order already take a comparison a row.
    const all = [...this.#rows, ...inOrder].sort((one, two) => this.#inOrder(one, two));
    // In this order nothing beats what comes before it.
    const staircase = new Staircase();
    const front: Row[] = [];
    for (const row of all) {
      const last = front.at(-1);
      const isEqual = last !== undefined && this.#difference(last, row) === 0;
      if (isEqual ? last.block !== row.block : this.#rises(staircase, row)) front.push(row);
    }
    this.#rows = front;
  }

  /** In the order of the figures, equal ones in order of block. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Some points that beat what is far behind, spread over the front; in the objectives' order. */
  beaters(count: number): readonly (readonly number[])[] {
    const { rows } = this;
    const step = Math.max((rows.length - 1) / (count - 1), 1);
    const chosen: Row[] = [];
    for (let at = 0; at < rows.length; at += step) chosen.push(rows[Math.round(at)] as Row);
    return chosen.map((row) => this.#objectives.map(({ field }) => row[field] ?? 0));
  }

  /** Whether no point before it beats it; it stands on the staircase then. */
  #rises(staircase: Staircase, row: Row): boolean {
    const [, second, third] = this.#objectives;
    const cost = (term: Order[number] | undefined): number =>
      term === undefined ? 0 : (row[term.field] ?? 0) * (term.direction === 'asc' ? 1 : -1);
    return staircase.add(cost(second), cost(third));
  }

  /** By how much the first figure that differs is worse in one than in two. */
  #difference(one: Row, two: Row): number {
    for (const { field, direction } of this.#objectives) {
      const difference = (one[field] ?? 0) - (two[field] ?? 0);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  }

  #inOrder(one: Row, two: Row): number {
    const difference = this.#difference(one, two);
    if (difference !== 0) return difference;
    if (one.block !== two.block) return one.block < two.block ? -1 : 1;
    return two.reward - one.reward || one.ordinal - two.ordinal;
  }
}
