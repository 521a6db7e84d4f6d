import type { Migration } from '@blockqnn/storage';
import { sql, type Kysely } from 'kysely';
import { moveStrategyStates } from './migration-strategy-states.js';

/** Leadership, agents' deltas, requests; deletion, clones, cancelled trials, and the order of completions. */
export const CONTROL: Migration = {
  name: '0002-control',
  up: async (db) => {
    await addSearchColumns(db);
    await addTrialColumns(db);
    await db.schema
      .createTable('strategy_delta')
      .addColumn('search', 'text', (column) => column.notNull().references('search.id'))
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('entries_json', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('strategy_delta_key', ['search', 'number'])
      .execute();
    await moveStrategyStates(db);
    await db.schema
      .createTable('leadership')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('epoch', 'bigint', (column) => column.notNull())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('expires_at_ms', 'bigint', (column) => column.notNull())
      .addColumn('last_outbox_id', 'bigint', (column) => column.notNull())
      .execute();
    await sql`
      insert into leadership (id, epoch, holder, expires_at_ms, last_outbox_id)
      select 1, 0, '', 0, coalesce(max(id), 0) from outbox`.execute(db);
    await moveRequests(db);
  },
};

async function addSearchColumns(db: Kysely<unknown>): Promise<void> {
  for (const count of ['cancelled_count', 'imported_count', 'completion_count', 'closed']) {
    await db.schema
      .alterTable('search')
      .addColumn(count, 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  }
  await db.schema
    .alterTable('search')
    .addColumn('source', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await db.schema.alterTable('search').addColumn('deleted_from', 'text').execute();
  await db.schema.alterTable('search').addColumn('deleted_at_ms', 'bigint').execute();
  await db.schema.alterTable('search').addColumn('purge_at_ms', 'bigint').execute();
  await sql`update search set completion_count = succeeded_count + failed_count`.execute(db);
}

async function addTrialColumns(db: Kysely<unknown>): Promise<void> {
  for (const count of ['excused_attempts', 'made_after']) {
    await db.schema
      .alterTable('trial')
      .addColumn(count, 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  }
  await db.schema
    .alterTable('trial')
    .addColumn('origin', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await db.schema.alterTable('trial').addColumn('sequence', 'integer').execute();
  // The order in which results came in, as far as times tell.
  await sql`
    update trial set sequence = ranked.place
    from (
      select search, number,
        row_number() over (partition by search order by completed_at_ms, number) as place
      from trial where completed_at_ms is not null
    ) as ranked
    where ranked.search = trial.search and ranked.number = trial.number`.execute(db);
  await db.schema
    .createIndex('trial_sequence')
    .unique()
    .on('trial')
    .columns(['search', 'sequence'])
    .execute();
  // What is available is decided in memory; the indices of that time only cost writes.
  await db.schema.dropIndex('trial_available').execute();
  await db.schema.dropIndex('trial_lease').execute();
  await db.schema.dropIndex('trial_request').execute();
  await db.schema.createIndex('trial_state').on('trial').columns(['state', 'search']).execute();
}

/** Ids of requests were a column of searches. */
async function moveRequests(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('request')
    .addColumn('method', 'text', (column) => column.notNull())
    .addColumn('request_id', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('answer_json', 'text', (column) => column.notNull())
    .addColumn('created_at_ms', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('request_key', ['method', 'request_id'])
    .execute();
  await sql`
    insert into request (method, request_id, digest, answer_json, created_at_ms)
    select 'CreateSearch', request_id, '', '"' || id || '"', created_at_ms
    from search where request_id is not null`.execute(db);
}
