import type { BestBlockRow, BestBlocksQuery } from './best-blocks.js';
import { blocksUpTo } from './blocks-up-to.js';
import type { Database } from './tables.js';

/** Tells blocks that stood on pages before from others. */
export class Newcomers {
  readonly #db: Database;
  readonly #query: BestBlocksQuery;
  readonly #known = new Map<string, boolean>();

  constructor(db: Database, query: BestBlocksQuery) {
    this.#db = db;
    this.#query = query;
  }

  async among(rows: readonly BestBlockRow[]): Promise<readonly BestBlockRow[]> {
    const { after } = this.#query;
    if (!after) return rows;
    const asked = [...new Set(rows.map(({ block }) => block))].filter((block) => !this.#known.has(block));
    const earlier = await blocksUpTo(this.#db, asked, after, this.#query);
    for (const block of asked) this.#known.set(block, !earlier.has(block));
    return rows.filter(({ block }) => this.#known.get(block));
  }
}
