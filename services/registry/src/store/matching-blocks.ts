import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { Filter } from '../filter/filter.js';
import { counts } from './measured-under.js';
import { scanDriver, stretches, within } from './scan.js';
import type { Database } from './tables.js';

/**
 * Ordinals of the blocks that have a measured evaluation under the filter; undefined where there are more than so
 * many.
 */
export async function matchingBlocks(
  db: Database,
  { filter, snapshot }: { readonly filter: Filter; readonly snapshot: number },
  atMost: number,
  signal: AbortSignal,
): Promise<ReadonlySet<number> | undefined> {
  const target = { table: 'evaluation', dialect: dialectOf(db), driver: scanDriver(filter) } as const;
  const found = new Set<number>();
  for await (const stretch of stretches(snapshot, signal)) {
    const { rows } = await sql<{ ordinal: number }>`
      select distinct block.ordinal from evaluation join block on block.block = evaluation.block
      where ${within('evaluation', stretch)} and ${counts({ filter, snapshot }, target)}
      limit ${atMost + 1}`.execute(db);
    for (const { ordinal } of rows) found.add(ordinal);
    if (found.size > atMost) return undefined;
  }
  return found;
}
