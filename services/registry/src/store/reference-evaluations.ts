import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { Filter } from '../filter/filter.js';
import { counts } from './measured-under.js';
import { withMessages } from './evaluations.js';
import type { Database } from './tables.js';

/** How a block was measured. */
export interface BlockEvaluations {
  readonly block: string;
  /** Measured evaluations under the filter. */
  readonly count: number;
  /** The one with the highest reward, of equal ones the first. */
  readonly message_json: string;
}

/** Those of the blocks that have a measured evaluation under the filter; they are to be few. */
export async function evaluationsOfBlocks(
  db: Database,
  blocks: readonly string[],
  query: { readonly filter: Filter; readonly snapshot: number },
): Promise<ReadonlyMap<string, BlockEvaluations>> {
  const { rows } = await sql<{ readonly ordinal: number; readonly block: string; readonly count: number }>`
    with ranked as (
      select ordinal, block, count(*) over (partition by block) as count,
        row_number() over (partition by block order by reward desc, ordinal) as place
      from evaluation
      where block in (${sql.join(blocks)}) and ${counts(query, { table: 'evaluation', dialect: dialectOf(db) })}
    )
    select ordinal, block, count from ranked where place = 1`.execute(db);
  const found = await withMessages(db, rows);
  return new Map(found.map((row) => [row.block, row]));
}
