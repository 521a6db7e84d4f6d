import type { Migration } from '@blockqnn/storage';
import { CONTROL } from './migration-control.js';

const SEARCHES_AND_TRIALS: Migration = {
  name: '0001-searches-and-trials',
  up: async (db) => {
    await db.schema
      .createTable('search')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('ordinal', 'bigint', (column) => column.notNull().unique())
      .addColumn('request_id', 'text', (column) => column.unique())
      .addColumn('spec_json', 'text', (column) => column.notNull())
      .addColumn('dataset_name', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('trial_count', 'integer', (column) => column.notNull())
      .addColumn('succeeded_count', 'integer', (column) => column.notNull())
      .addColumn('failed_count', 'integer', (column) => column.notNull())
      .addColumn('duplicate_count', 'integer', (column) => column.notNull())
      .addColumn('infeasible_count', 'integer', (column) => column.notNull())
      .addColumn('rejected_in_a_row', 'integer', (column) => column.notNull())
      .addColumn('epsilon', 'double precision', (column) => column.notNull())
      .addColumn('best_trial', 'integer')
      .addColumn('best_reward', 'double precision')
      .addColumn('end_reason', 'text', (column) => column.notNull())
      .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('completed_at_ms', 'bigint')
      .execute();
    await db.schema.createIndex('search_state').on('search').columns(['state', 'ordinal']).execute();

    await db.schema
      .createTable('trial')
      .addColumn('search', 'text', (column) => column.notNull().references('search.id'))
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('block_id', 'text', (column) => column.notNull())
      .addColumn('nsc', 'text', (column) => column.notNull())
      .addColumn('draws_json', 'text', (column) => column.notNull())
      .addColumn('flops', 'bigint', (column) => column.notNull())
      .addColumn('parameters', 'bigint', (column) => column.notNull())
      .addColumn('activation_bytes', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempt', 'integer', (column) => column.notNull())
      .addColumn('worker', 'text', (column) => column.notNull())
      .addColumn('request_id', 'text', (column) => column.notNull())
      .addColumn('lease_token', 'text')
      .addColumn('given_back', 'integer', (column) => column.notNull())
      .addColumn('available_at_ms', 'bigint')
      .addColumn('lost_attempts_json', 'text', (column) => column.notNull())
      .addColumn('epochs_json', 'text', (column) => column.notNull())
      .addColumn('outcome_json', 'text')
      .addColumn('reward', 'double precision')
      .addColumn('best', 'integer', (column) => column.notNull())
      .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('completed_at_ms', 'bigint')
      .addPrimaryKeyConstraint('trial_key', ['search', 'number'])
      .addUniqueConstraint('trial_block', ['search', 'block_id'])
      .execute();
    await db.schema
      .createIndex('trial_available')
      .on('trial')
      .columns(['search', 'available_at_ms'])
      .execute();
    await db.schema.createIndex('trial_lease').on('trial').columns(['state', 'available_at_ms']).execute();
    await db.schema.createIndex('trial_request').on('trial').columns(['request_id', 'worker']).execute();

    await db.schema
      .createTable('strategy_state')
      .addColumn('search', 'text', (column) => column.notNull().references('search.id'))
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('strategy_state_key', ['search', 'key'])
      .execute();

    await db.schema
      .createTable('outbox')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull().unique())
      .addColumn('headers_json', 'text', (column) => column.notNull())
      .addColumn('body', 'blob', (column) => column.notNull())
      .execute();
  },
};

/** The schema's history, oldest first. */
export const MIGRATIONS: readonly Migration[] = [SEARCHES_AND_TRIALS, CONTROL];

/** The one since which controllers agree on who is active. */
export const LEADERSHIP_MIGRATION = CONTROL.name;
