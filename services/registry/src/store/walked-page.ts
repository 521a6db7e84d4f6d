import { comparePositions, positionOf, type BestBlockRow, type BestBlocksQuery } from './best-blocks.js';
import { Newcomers } from './newcomers.js';
import { OrderWalk } from './order-walk.js';
import type { Database } from './tables.js';

/** A page that is filled by walking in the order. */
export class WalkedPage {
  readonly #walk: OrderWalk;
  readonly #newcomers: Newcomers;
  readonly #query: BestBlocksQuery;
  readonly #best = new Map<string, BestBlockRow>();

  constructor(db: Database, query: BestBlocksQuery) {
    this.#walk = new OrderWalk(db, query);
    this.#newcomers = new Newcomers(db, query);
    this.#query = query;
  }

  get needed(): readonly string[] {
    return this.#walk.needed;
  }

  get isCovered(): boolean {
    return this.#walk.isCovered;
  }

  get passed(): number {
    return this.#walk.passed;
  }

  get rows(): readonly BestBlockRow[] {
    return [...this.#best.values()].slice(0, this.#query.limit);
  }

  /** Whether all is found. */
  async walk(rows: number): Promise<boolean> {
    const met = await this.#walk.next(rows);
    if (!met) return true;
    const first = new Map<string, BestBlockRow>();
    for (const row of met.toSorted((one, two) => this.#compare(one, two))) {
      if (!this.#best.has(row.block) && !first.has(row.block)) first.set(row.block, row);
    }
    for (const row of await this.#newcomers.among([...first.values()])) this.#best.set(row.block, row);
    return this.#best.size >= this.#query.limit;
  }

  #compare(one: BestBlockRow, two: BestBlockRow): number {
    const { order } = this.#query;
    const positions = comparePositions(positionOf(one, order), positionOf(two, order), order);
    return positions || one.ordinal - two.ordinal;
  }
}
