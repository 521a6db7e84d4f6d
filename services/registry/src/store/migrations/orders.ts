import type { Migration } from '@blockqnn/storage';
import { sql, type QueryExecutorProvider } from 'kysely';
import { ORDER_INDEXES } from '../order-indexes.js';

/** Indexes in whose order pages are walked along, from end to end the order of evaluations, equal ones among them. */
export const ORDERS: Migration = {
  name: '0005-orders',
  up: async (db) => {
    for (const name of REPLACED) await db.schema.dropIndex(`evaluation_${name}`).ifExists().execute();
    await createOrderIndexes(db);
  },
};

/** Of the table as it is filled already: entries in order take a fraction of the time of entries one by one. */
export async function createOrderIndexes(db: QueryExecutorProvider): Promise<void> {
  for (const { name, columns } of ORDER_INDEXES) {
    const terms = columns.map((column) => sql`${sql.ref(column.name)} ${sql.raw(column.direction)}`);
    await sql`create index ${sql.ref(name)} on evaluation (${sql.join(terms)})
      where accuracy is not null`.execute(db);
  }
}

/** Of which an index tells the first figure only, or the reward besides. */
const REPLACED = [
  'reward',
  'accuracy',
  'flops',
  'parameters',
  'activation_bytes',
  'density',
  'layers',
  'trial',
  'attempt',
  'duration',
  'complete_time',
  'dataset_reward',
  'dataset_accuracy',
  'search_reward',
  'search_accuracy',
];
