import { setImmediate as otherWork } from 'node:timers/promises';
import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { Comparison } from '../filter/filter.js';
import { comparePositions, positionOf, type BestBlockRow, type BestBlocksQuery } from './best-blocks.js';
import { BestRows } from './best-rows.js';
import { blocksUpTo } from './blocks-up-to.js';
import { fewRows } from './few-rows.js';
import { TRUE } from './filter-sql.js';
import { counts } from './measured-under.js';
import { OrderWalk } from './order-walk.js';
import { standsAfter } from './position-sql.js';
import { scanDriver, stretches, within } from './scan.js';
import type { Database } from './tables.js';

/** Rows of a page's size that the first stretch of a walk passes over. */
const FIRST_STRETCH = 4;
/** Some milliseconds of SQLite, which keeps the thread, and so few that PostgreSQL does not sort all rows instead. */
const LONGEST_STRETCH = { covered: 20_000, lookedUp: 4000 } as const;
/** Beyond this it is quicker to look at all rows as they lie. */
const LONGEST_WALK = { covered: 100_000, lookedUp: 10_000 } as const;

/**
 * One row for each block with a measured evaluation under the filter: the evaluation that comes first in the order.
 * Equal blocks stand in order of id. Between statements other work has its turn; rejects with the signal's reason.
 *
 * A block's best evaluation is the first of it that one meets on a walk in the order, unless the block stood on a page
 * before. Where a short walk does not fill the page, rows are found by a part of the filter that leaves few, or else
 * all are looked at.
 */
export async function queryBestBlocks(
  db: Database,
  query: BestBlocksQuery,
  signal: AbortSignal,
): Promise<readonly BestBlockRow[]> {
  const page = new WalkedPage(db, query);
  if (await page.walk(FIRST_STRETCH * query.limit)) return page.rows;
  const few = await fewRows(db, query.filter);
  if (few) return await bestOfFew(db, query, few);
  const kind = page.isCovered ? 'covered' : 'lookedUp';
  for (let rows = FIRST_STRETCH * query.limit; page.passed < LONGEST_WALK[kind]; rows *= FIRST_STRETCH) {
    await otherWork();
    signal.throwIfAborted();
    if (await page.walk(Math.min(rows, LONGEST_STRETCH[kind]))) return page.rows;
  }
  return await bestOfAll(db, query, signal);
}

/** A page that is filled by walking in the order. */
class WalkedPage {
  readonly #walk: OrderWalk;
  readonly #newcomers: Newcomers;
  readonly #query: BestBlocksQuery;
  readonly #best = new Map<string, BestBlockRow>();

  constructor(db: Database, query: BestBlocksQuery) {
    this.#walk = new OrderWalk(db, query);
    this.#newcomers = new Newcomers(db, query);
    this.#query = query;
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

/** Tells blocks that stood on pages before from others. */
class Newcomers {
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

/** Of all rows to which a part of the filter leads. */
async function bestOfFew(
  db: Database,
  query: BestBlocksQuery,
  driver: Comparison,
): Promise<readonly BestBlockRow[]> {
  const target = { table: 'evaluation', dialect: dialectOf(db), driver } as const;
  // All blocks, since those of pages before are told by their best evaluation.
  const best = new BestRows(query.order, Number.POSITIVE_INFINITY);
  const { rows } = await sql<BestBlockRow>`
    select ${columnsOf(query)} from evaluation where ${counts(query, target)}`.execute(db);
  best.add(rows);
  return best.rows(query.after).slice(0, query.limit);
}

async function bestOfAll(
  db: Database,
  query: BestBlocksQuery,
  signal: AbortSignal,
): Promise<readonly BestBlockRow[]> {
  const { order, after, limit, snapshot } = query;
  const target = { table: 'evaluation', dialect: dialectOf(db), driver: scanDriver(query.filter) } as const;
  const best = new BestRows(order, limit);
  const newcomers = new Newcomers(db, query);
  for await (const stretch of stretches(snapshot, signal)) {
    const { bound } = best;
    const { rows } = await sql<BestBlockRow>`
      select ${columnsOf(query)} from evaluation
      where ${within('evaluation', stretch)} and ${counts(query, target)}
        and ${after ? standsAfter(after, order, target) : TRUE}
        and ${bound ? sql`not (${standsAfter(bound, order, target)})` : TRUE}`.execute(db);
    best.add(await newcomers.among(rows));
    best.trim();
  }
  return best.rows(undefined);
}

function columnsOf({ order }: BestBlocksQuery) {
  return sql.join(['ordinal', 'block', ...order.map(({ field }) => field)].map((name) => sql.ref(name)));
}
