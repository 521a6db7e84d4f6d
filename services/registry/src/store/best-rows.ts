import type { Order } from '../filter/parse-order.js';
import { comparePositions, positionOf, type BestBlockRow, type BlockPosition } from './best-blocks.js';

interface Placed {
  readonly row: BestBlockRow;
  readonly position: BlockPosition;
}

/** Of rows in whatever sequence the first of each block in an order; of the blocks those that come first. */
export class BestRows {
  readonly #best = new Map<string, Placed>();
  readonly #order: Order;
  readonly #limit: number;

  /** `limit`: how many blocks are wanted. */
  constructor(order: Order, limit: number) {
    this.#order = order;
    this.#limit = limit;
  }

  add(rows: readonly BestBlockRow[]): void {
    for (const row of rows) {
      const placed = { row, position: positionOf(row, this.#order) };
      const known = this.#best.get(row.block);
      if (!known || this.#compare(placed, known) < 0) this.#best.set(row.block, placed);
    }
  }

  /** Forgets blocks beyond the limit. A row of theirs that comes first of the block later on is taken in again. */
  trim(): void {
    for (const { row } of this.#sorted().slice(this.#limit)) this.#best.delete(row.block);
  }

  get isFull(): boolean {
    return this.#best.size >= this.#limit;
  }

  /** What stands behind this is not wanted; undefined as long as there is room. */
  get bound(): BlockPosition | undefined {
    return this.#sorted()[this.#limit - 1]?.position;
  }

  /** In order. */
  rows(): readonly BestBlockRow[] {
    return this.#sorted()
      .slice(0, this.#limit)
      .map(({ row }) => row);
  }

  #sorted(): Placed[] {
    return [...this.#best.values()].sort((one, two) => this.#compare(one, two));
  }

  #compare(one: Placed, two: Placed): number {
    return comparePositions(one.position, two.position, this.#order) || one.row.ordinal - two.row.ordinal;
  }
}
