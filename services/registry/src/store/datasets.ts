import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { Filter } from '../filter/filter.js';
import { counts } from './measured-under.js';
import { scanDriver } from './scan.js';
import type { Database } from './tables.js';

/** The first datasets of the measured evaluations under the filter, in order of name, at most so many. */
export async function measuredDatasets(
  db: Database,
  query: { readonly filter: Filter; readonly snapshot: number },
  limit: number,
): Promise<string[]> {
  const dialect = dialectOf(db);
  const driver = dialect === 'sqlite' ? scanDriver(query.filter) : undefined;
  const { rows } = await sql<{ dataset: string }>`
    select distinct dataset from evaluation
    where ${counts(query, { table: 'evaluation', dialect, driver })}
    order by dataset limit ${limit}`.execute(db);
  return rows.map(({ dataset }) => dataset);
}
