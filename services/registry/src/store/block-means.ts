import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { Filter } from '../filter/filter.js';
import { counts } from './measured-under.js';
import { inBatches } from './in-batches.js';
import { scanDriver } from './scan.js';
import type { Database } from './tables.js';

/** A block, with the means over its measured evaluations under a filter. */
export interface BlockMeans {
  readonly block: string;
  /** Canonical. */
  readonly nsc: string;
  /** How many evaluations these are, at least 1. */
  readonly evaluations: number;
  readonly accuracy: number;
  readonly reward: number;
  readonly flops: number;
  readonly parameters: number;
  readonly activation_bytes: number;
}

/** Blocks of a batch: some milliseconds of the database, and again of whoever looks at them. */
const BATCH = 1000;
/** Within a search each batch reads the whole search again, so there are to be few. */
const BATCH_OF_SEARCH = 10_000;

/** All blocks with a measured evaluation under the filter, in order of id. */
export async function* blockMeans(
  db: Database,
  query: { readonly filter: Filter; readonly snapshot: number },
  signal: AbortSignal,
): AsyncGenerator<readonly BlockMeans[]> {
  const dialect = dialectOf(db);
  // By the index of blocks, or of the search where the filter names one. PostgreSQL chooses by itself.
  const driver = dialect === 'sqlite' ? scanDriver(query.filter) : undefined;
  const walked = sql`${sql.raw(driver ? '+' : '')}${sql.ref('evaluation.block')}`;
  yield* inBatches(async (last: BlockMeans | undefined) => {
    const { rows } = await sql<BlockMeans>`
      with found as (
        select evaluation.block, count(*) as evaluations, avg(accuracy) as accuracy, avg(reward) as reward,
          avg(flops) as flops, avg(parameters) as parameters, avg(activation_bytes) as activation_bytes
        from evaluation
        where ${walked} > ${last?.block ?? ''} and ${counts(query, { table: 'evaluation', dialect, driver })}
        group by evaluation.block order by evaluation.block limit ${driver ? BATCH_OF_SEARCH : BATCH}
      )
      select found.*, block.nsc from found join block on block.block = found.block
      order by found.block`.execute(db);
    return rows;
  }, signal);
}
