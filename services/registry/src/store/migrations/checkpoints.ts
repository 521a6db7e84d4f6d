import type { Migration } from '@blockqnn/storage';

/** The newest checkpoint of each training under way. */
export const CHECKPOINTS: Migration = {
  name: '0006-checkpoints',
  up: async (db) => {
    await db.schema
      .createTable('checkpoint')
      .addColumn('training', 'text', (column) => column.primaryKey())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('size_bytes', 'double precision', (column) => column.notNull())
      .addColumn('update_time', 'double precision', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('checkpoint_sha256').on('checkpoint').column('sha256').execute();
  },
};
