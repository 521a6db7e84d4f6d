import type { Migration } from '@blockqnn/storage';

export const EVALUATIONS: Migration = {
  name: '0001-evaluations',
  up: async (db) => {
    await db.schema
      .createTable('evaluation')
      .addColumn('ordinal', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('search', 'text', (column) => column.notNull())
      .addColumn('trial', 'integer', (column) => column.notNull())
      .addColumn('block', 'text', (column) => column.notNull())
      .addColumn('dataset', 'text', (column) => column.notNull())
      .addColumn('worker', 'text', (column) => column.notNull())
      .addColumn('accuracy', 'double precision')
      .addColumn('reward', 'double precision', (column) => column.notNull())
      .addColumn('flops', 'double precision', (column) => column.notNull())
      .addColumn('parameters', 'double precision', (column) => column.notNull())
      .addColumn('activation_bytes', 'double precision', (column) => column.notNull())
      .addColumn('density', 'double precision', (column) => column.notNull())
      .addColumn('weights_sha256', 'text')
      .addColumn('message_json', 'text', (column) => column.notNull())
      .addUniqueConstraint('evaluation_trial', ['search', 'trial'])
      .execute();
    await db.schema.createIndex('evaluation_block').on('evaluation').columns(['block', 'reward']).execute();
    for (const field of ['accuracy', 'reward', 'flops', 'parameters', 'activation_bytes', 'density']) {
      await db.schema
        .createIndex(`evaluation_${field}`)
        .on('evaluation')
        .columns([field, 'block'])
        .where('accuracy', 'is not', null)
        .execute();
    }
  },
};
