import { setImmediate as otherWork } from 'node:timers/promises';
import type { BestBlockRow, BestBlocksQuery } from './best-blocks.js';
import { bestOfAll } from './best-of-all.js';
import { bestOfFew } from './best-of-few.js';
import { fewRows } from './few-rows.js';
import type { Database } from './tables.js';
import { WalkedPage } from './walked-page.js';

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
  const few = await fewRows(db, query.filter, page.needed);
  if (few) return await bestOfFew(db, query, few, signal);
  const kind = page.isCovered ? 'covered' : 'lookedUp';
  for (let rows = FIRST_STRETCH * query.limit; page.passed < LONGEST_WALK[kind]; rows *= FIRST_STRETCH) {
    await otherWork();
    signal.throwIfAborted();
    if (await page.walk(Math.min(rows, LONGEST_STRETCH[kind]))) return page.rows;
  }
  return await bestOfAll(db, query, signal);
}
