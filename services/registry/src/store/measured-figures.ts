import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import { counts, type Under } from './measured-under.js';
import { scanDriver, stretches, within } from './scan.js';
import type { Database } from './tables.js';

/** What an analysis looks at of a measured evaluation. */
export interface MeasuredFigures {
  readonly block: string;
  readonly dataset: string;
  readonly accuracy: number;
  readonly reward: number;
  readonly flops: number;
  readonly parameters: number;
  readonly activation_bytes: number;
}

/** Of a statement: some ten milliseconds of the thread of all calls. */
const ROWS = 5000;

/** All measured evaluations under the filter, as they lie in the database, in order of arrival. */
export async function* measuredFigures(
  db: Database,
  query: Under,
  signal: AbortSignal,
): AsyncGenerator<readonly MeasuredFigures[]> {
  const target = { table: 'evaluation', dialect: dialectOf(db), driver: scanDriver(query.filter) } as const;
  for await (const stretch of stretches(query.snapshot, signal, ROWS)) {
    const { rows } = await sql<MeasuredFigures>`
      select block, dataset, accuracy, reward, flops, parameters, activation_bytes from evaluation
      where ${within('evaluation', stretch)} and ${counts(query, target)} order by ordinal`.execute(db);
    yield rows;
  }
}
