import type { Migration } from '@blockqnn/storage';

export const TRAININGS: Migration = {
  name: '0002-trainings',
  up: async (db) => {
    await db.schema
      .createTable('training')
      .addColumn('ordinal', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('training', 'text', (column) => column.notNull().unique())
      .addColumn('block', 'text', (column) => column.notNull())
      .addColumn('test_accuracy', 'double precision', (column) => column.notNull())
      .addColumn('weights_sha256', 'text', (column) => column.notNull())
      .addColumn('message_json', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('training_test_accuracy')
      .on('training')
      .columns(['test_accuracy', 'ordinal'])
      .execute();
    await db.schema
      .createIndex('training_block')
      .on('training')
      .columns(['block', 'test_accuracy'])
      .execute();
  },
};
