import type { NumberField } from './filter/fields.js';
import type { Order } from './filter/parse-order.js';

/** An evaluation with the figures that it is compared by. */
export type Point = {
  readonly ordinal: number;
  readonly block: string;
  readonly reward: number;
} & Readonly<Partial<Record<NumberField, number>>>;

/**
 * The points that none other beats: to which none is at least equal in all figures and better in one. Equal in all
 * figures, points of different blocks stay; of one block it is the one of the highest reward, then the earliest.
 * What comes first does not matter.
 */
export class ParetoFront<Row extends Point> {
  readonly #objectives: Order;
  #rows: Row[] = [];

  constructor(objectives: Order) {
    this.#objectives = objectives;
  }

  add(row: Row): void {
    for (const known of this.#rows) {
      const comparison = this.#compare(known, row);
      if (comparison === 'better' || (comparison === 'equal' && replaces(known, row))) return;
    }
    this.#rows = this.#rows.filter((known) => {
      const comparison = this.#compare(row, known);
      return comparison !== 'better' && !(comparison === 'equal' && replaces(row, known));
    });
    this.#rows.push(row);
  }

  /** In the order of the figures, equal ones in order of block. */
  get rows(): readonly Row[] {
    return [...this.#rows].sort((one, two) => this.#inOrder(one, two));
  }

  /** Some points that beat what is far behind, spread over the front; in the objectives' order. */
  beaters(count: number): readonly (readonly number[])[] {
    const { rows } = this;
    const step = Math.max((rows.length - 1) / (count - 1), 1);
    const chosen: Row[] = [];
    for (let at = 0; at < rows.length; at += step) chosen.push(rows[Math.round(at)] as Row);
    return chosen.map((row) => this.#objectives.map(({ field }) => row[field] ?? 0));
  }

  #compare(one: Row, two: Row): 'better' | 'equal' | 'neither' {
    let better = false;
    for (const { field, direction } of this.#objectives) {
      const difference = (one[field] ?? 0) - (two[field] ?? 0);
      const worse = direction === 'asc' ? difference : -difference;
      if (worse > 0) return 'neither';
      if (worse < 0) better = true;
    }
    return better ? 'better' : 'equal';
  }

  #inOrder(one: Row, two: Row): number {
    for (const { field, direction } of this.#objectives) {
      const difference = (one[field] ?? 0) - (two[field] ?? 0);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return one.block < two.block ? -1 : 1;
  }
}

/** Whether, of two equal points of one block, the one is to be shown rather than the two. */
function replaces(one: Point, two: Point): boolean {
  if (one.block !== two.block) return false;
  return one.reward > two.reward || (one.reward === two.reward && one.ordinal < two.ordinal);
}
