import { dialectOf } from '@blockqnn/storage';
import { sql, type SqlBool } from 'kysely';
import type { Filter } from '../filter/filter.js';
import { conditionOf, TRUE } from './filter-sql.js';
import type { Database } from './tables.js';

/** What the evaluations of a block come to. */
export interface BlockStatistics {
  readonly measured: number;
  readonly failed: number;
  /** Undefined where nothing was measured. */
  readonly accuracy: FigureStatistics | undefined;
  readonly reward: FigureStatistics | undefined;
}

export interface FigureStatistics {
  readonly best: number;
  readonly mean: number;
  /** Of the sample, by n − 1; 0 where there is one. */
  readonly standardDeviation: number;
}

interface Row {
  readonly block: string;
  readonly measured: number;
  readonly failed: number;
  readonly accuracy_best: number | null;
  readonly accuracy_mean: number;
  readonly accuracy_squares: number;
  readonly reward_best: number | null;
  readonly reward_mean: number;
  readonly reward_squares: number;
}

/**
 * Statistics of blocks over their evaluations under the filter, failures counted apart, as long as their ordinals are
 * within the snapshot. In two passes, since a spread is small against what it is the spread of.
 */
export async function blockStatistics(
  db: Database,
  blocks: readonly string[],
  { filter, snapshot }: { readonly filter: Filter; readonly snapshot: number },
): Promise<ReadonlyMap<string, BlockStatistics>> {
  if (blocks.length === 0) return new Map();
  const dialect = dialectOf(db);
  const matches = filter ? conditionOf(filter, { table: 'evaluation', dialect }) : TRUE;
  const older = sql<SqlBool>`${sql.raw(dialect === 'sqlite' ? '+' : '')}ordinal <= ${snapshot}`;
  // Without "materialized" PostgreSQL would look the rows up twice.
  const { rows } = await sql<Row>`
    with matching as materialized (
      select block, accuracy, case when accuracy is not null then reward end as reward
      from evaluation where block in (${sql.join(blocks)}) and ${older} and ${matches}
    ), mean as (
      select block, avg(accuracy) as accuracy, avg(reward) as reward from matching group by block
    )
    select matching.block, count(matching.accuracy) as measured,
      count(*) - count(matching.accuracy) as failed,
      max(matching.accuracy) as accuracy_best, max(mean.accuracy) as accuracy_mean,
      sum((matching.accuracy - mean.accuracy) * (matching.accuracy - mean.accuracy)) as accuracy_squares,
      max(matching.reward) as reward_best, max(mean.reward) as reward_mean,
      sum((matching.reward - mean.reward) * (matching.reward - mean.reward)) as reward_squares
    from matching join mean on mean.block = matching.block
    group by matching.block`.execute(db);
  return new Map(rows.map((row) => [row.block, statisticsOf(row)]));
}

function statisticsOf(row: Row): BlockStatistics {
  const { measured, failed } = row;
  const figure = (best: number | null, mean: number, squares: number): FigureStatistics | undefined =>
    best === null
      ? undefined
      : { best, mean, standardDeviation: measured > 1 ? Math.sqrt(squares / (measured - 1)) : 0 };
  return {
    measured,
    failed,
    accuracy: figure(row.accuracy_best, row.accuracy_mean, row.accuracy_squares),
    reward: figure(row.reward_best, row.reward_mean, row.reward_squares),
  };
}
