import { sql, type SqlBool } from 'kysely';
import type { Filter } from '../filter/filter.js';
import { conditionOf, TRUE, type Condition, type FilterTarget } from './filter-sql.js';

/** Which evaluations a query is about. */
export interface Under {
  readonly filter: Filter;
  /** Evaluations with a higher ordinal do not count. */
  readonly snapshot: number;
}

/** Whether a row is a measured evaluation under the filter. */
export function counts(under: Under, target: FilterTarget): Condition {
  return sql<SqlBool>`${sql.ref(`${target.table}.accuracy`)} is not null and ${matches(under, target)}`;
}

/** Whether a row, measured or not, is under the filter. */
export function matches({ filter, snapshot }: Under, target: FilterTarget): Condition {
  // Nearly all rows are older than the snapshot, so SQLite must not take it for the way to few of them.
  const sign = sql.raw(target.dialect === 'sqlite' ? '+' : '');
  return sql<SqlBool>`${sign}${sql.ref(`${target.table}.ordinal`)} <= ${snapshot}
    and ${filter ? conditionOf(filter, target) : TRUE}`;
}
