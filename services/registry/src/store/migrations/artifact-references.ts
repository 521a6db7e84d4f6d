import type { Migration } from '@blockqnn/storage';

/** What artifacts are found by: whether anything names them. */
export const ARTIFACT_REFERENCES: Migration = {
  name: '0004-artifact-references',
  up: async (db) => {
    await db.schema.alterTable('training').addColumn('curve_sha256', 'text').execute();
    for (const [table, column] of [
      ['evaluation', 'weights_sha256'],
      ['training', 'weights_sha256'],
      ['training', 'curve_sha256'],
    ] as const) {
      await db.schema
        .createIndex(`${table}_${column}`)
        .on(table)
        .column(column)
        .where(column, 'is not', null)
        .execute();
    }
  },
};
