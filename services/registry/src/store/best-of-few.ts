import { setImmediate as otherWork } from 'node:timers/promises';
import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { Comparison } from '../filter/filter.js';
import { columnsOf, positionOf, type BestBlockRow, type BestBlocksQuery } from './best-blocks.js';
import { BestRows } from './best-rows.js';
import { TRUE } from './filter-sql.js';
import { counts } from './measured-under.js';
import { Newcomers } from './newcomers.js';
import { standsAfter } from './position-sql.js';
import type { Database } from './tables.js';

/** Rows by page that are read first; more where they are of few blocks. */
const FIRST_ROWS = 4;

/** The best blocks of all rows to which a part of the filter leads, sorted by the database. */
export async function bestOfFew(
  db: Database,
  query: BestBlocksQuery,
  driver: Comparison,
  signal: AbortSignal,
): Promise<readonly BestBlockRow[]> {
  const { order, limit } = query;
  const target = { table: 'evaluation', dialect: dialectOf(db), driver } as const;
  // With the sign no index but the driver's has the order.
  const sign = sql.raw(target.dialect === 'sqlite' ? '+' : '');
  const terms = order.map(({ field, direction }) => sql`${sign}${sql.ref(field)} ${sql.raw(direction)}`);
  const best = new BestRows(order, limit);
  const newcomers = new Newcomers(db, query);
  let { after } = query;
  for (let rows = FIRST_ROWS * limit; ; rows *= FIRST_ROWS) {
    const found = await sql<BestBlockRow>`
      select ${columnsOf(query)} from evaluation
      where ${counts(query, target)} and ${after ? standsAfter(after, order, target) : TRUE}
      order by ${sql.join(terms)}, ${sign}block, ordinal limit ${rows}`.execute(db);
    best.add(await newcomers.among(found.rows));
    const last = found.rows.at(-1);
    if (best.isFull || !last || found.rows.length < rows) return best.rows();
    after = positionOf(last, order);
    await otherWork();
    signal.throwIfAborted();
  }
}
