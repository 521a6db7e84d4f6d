import type { Migration } from '@blockqnn/storage';
import { NUMBER_FIELDS } from '../filter/filter.js';

const EVALUATIONS: Migration = {
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
    // One for each order, so that a page of the best is read without looking at the rest.
    for (const field of NUMBER_FIELDS) {
      await db.schema
        .createIndex(`evaluation_${field}`)
        .on('evaluation')
        .columns([field, 'block'])
        .where('accuracy', 'is not', null)
        .execute();
    }
  },
};

const TRAININGS: Migration = {
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

/** The schema's history, oldest first. */
export const MIGRATIONS: readonly Migration[] = [EVALUATIONS, TRAININGS];
