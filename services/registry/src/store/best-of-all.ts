import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import { columnsOf, type BestBlockRow, type BestBlocksQuery } from './best-blocks.js';
import { BestRows } from './best-rows.js';
import { TRUE } from './filter-sql.js';
import { counts } from './measured-under.js';
import { Newcomers } from './newcomers.js';
import { standsAfter } from './position-sql.js';
import { scanDriver, stretches, within } from './scan.js';
import type { Database } from './tables.js';

/** The best blocks by looking at every row as it lies, in short stretches. */
export async function bestOfAll(
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
  return best.rows();
}
