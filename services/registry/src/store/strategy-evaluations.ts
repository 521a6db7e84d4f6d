import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { Filter } from '../filter/filter.js';
import { conditionOf, TRUE } from './filter-sql.js';
import { inBatches } from './in-batches.js';
import type { Database } from './tables.js';

/** What strategies are compared by. */
export interface StrategyEvaluation {
  readonly ordinal: number;
  readonly strategy: string;
  readonly search: string;
  readonly dataset: string;
  readonly trial: number;
  /** In milliseconds since 1970. */
  readonly completeMs: number;
  /** Null for a failure. */
  readonly accuracy: number | null;
}

const BATCH = 5000;

/** All evaluations under the filter, failures among them, in the order in which they arrived. */
export async function* strategyEvaluations(
  db: Database,
  { filter, snapshot }: { readonly filter: Filter; readonly snapshot: number },
  signal: AbortSignal,
): AsyncGenerator<readonly StrategyEvaluation[]> {
  const matches = filter ? conditionOf(filter, { table: 'evaluation', dialect: dialectOf(db) }) : TRUE;
  yield* inBatches(async (last: StrategyEvaluation | undefined) => {
    const { rows } = await sql<StrategyEvaluation>`
      select ordinal, strategy, search, trial, complete_time as ${sql.ref('completeMs')}, dataset, accuracy
      from evaluation
      where ordinal > ${last?.ordinal ?? 0} and ordinal <= ${snapshot} and ${matches}
      order by ordinal limit ${BATCH}`.execute(db);
    return rows;
  }, signal);
}
