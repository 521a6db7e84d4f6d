import { dialectOf } from '@blockqnn/storage';
import { sql, type SqlBool } from 'kysely';
import type { NumberField } from '../filter/fields.js';
import type { Filter } from '../filter/filter.js';
import type { Order } from '../filter/parse-order.js';
import { counts } from './measured-under.js';
import { notAfter } from './figure-order.js';
import { figureColumn, TRUE, type Condition } from './filter-sql.js';
import { scanDriver, within, type Stretch } from './scan.js';
import type { Database } from './tables.js';

export type CandidateRow = {
  readonly ordinal: number;
  readonly block: string;
  readonly reward: number;
} & Readonly<Partial<Record<NumberField, number>>>;

export interface CandidatesQuery {
  readonly filter: Filter;
  readonly snapshot: number;
  readonly objectives: Order;
  readonly stretch: Stretch;
  /** Values in the objectives' order; what one of them beats is left out. */
  readonly beaters: readonly (readonly number[])[];
}

/** Measured evaluations of a stretch under the filter that none of the given points beats. */
export async function paretoCandidates(
  db: Database,
  { filter, snapshot, objectives, stretch, beaters }: CandidatesQuery,
): Promise<readonly CandidateRow[]> {
  const target = { table: 'evaluation', dialect: dialectOf(db), driver: scanDriver(filter) } as const;
  const figures = new Set<NumberField>(['reward', ...objectives.map(({ field }) => field)]);
  const unbeaten = beaters.map((values) => sql`not (${beats(values, objectives)})`);
  const { rows } = await sql<CandidateRow>`
    select ordinal, block, ${sql.join([...figures].map((field) => sql.ref(field)))}
    from evaluation
    where ${within('evaluation', stretch)} and ${counts({ filter, snapshot }, target)}
      and ${unbeaten.length > 0 ? sql.join(unbeaten, sql` and `) : TRUE}`.execute(db);
  return rows;
}

/** Whether a point is at least equal to a row in all figures and better in one. */
function beats(values: readonly number[], objectives: Order): Condition {
  const pairs = objectives.map(({ field, direction }, index) => ({
    value: sql`${values[index]}`,
    figure: figureColumn('evaluation', field),
    notAfter: notAfter(direction),
  }));
  const atLeastEqual = pairs.map((pair) => sql`${pair.value} ${pair.notAfter} ${pair.figure}`);
  const different = pairs.map(({ value, figure }) => sql`${value} <> ${figure}`);
  return sql<SqlBool>`${sql.join(atLeastEqual, sql` and `)} and (${sql.join(different, sql` or `)})`;
}
