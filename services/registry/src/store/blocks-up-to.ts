import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { BestBlocksQuery, BlockPosition } from './best-blocks.js';
import { counts } from './measured-under.js';
import { standsUpTo } from './position-sql.js';
import type { Database } from './tables.js';

/** Of a statement, which takes so many parameters. */
const BATCH = 500;

/** Those of the blocks that have an evaluation under the filter that stands before a position or at it. */
export async function blocksUpTo(
  db: Database,
  blocks: readonly string[],
  position: BlockPosition,
  query: BestBlocksQuery,
): Promise<ReadonlySet<string>> {
  const target = { table: 'evaluation', dialect: dialectOf(db) } as const;
  const found = new Set<string>();
  for (let begin = 0; begin < blocks.length; begin += BATCH) {
    const { rows } = await sql<{ readonly block: string }>`
      select distinct block from evaluation
      where block in (${sql.join(blocks.slice(begin, begin + BATCH))})
        and ${counts(query, target)} and ${standsUpTo(position, query.order, target)}`.execute(db);
    for (const { block } of rows) found.add(block);
  }
  return found;
}
