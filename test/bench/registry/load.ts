import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseLocation, dialectOf, migrate, openDatabase } from '@blockqnn/storage';
import { sql } from 'kysely';
import { keepRows } from '../../../services/registry/src/store/keep-evaluations.js';
import { MIGRATIONS } from '../../../services/registry/src/store/migrations.js';
import { createOrderIndexes } from '../../../services/registry/src/store/migrations/orders.js';
import { ORDER_INDEXES } from '../../../services/registry/src/store/order-indexes.js';
import type { Database, Tables } from '../../../services/registry/src/store/tables.js';
import { BenchEvaluations } from './evaluations.js';

/** Rows committed at once. */
const BATCH = 10_000;

export interface Loaded {
  /** Different ones. */
  readonly blocks: number;
  /** Ids and codes of some, evenly drawn. */
  readonly sample: readonly { readonly block: string; readonly nsc: string }[];
  readonly bytes: number;
}

export interface Loading {
  readonly folder: string;
  /** Of a PostgreSQL database; undefined: a file in the folder. */
  readonly url: string | undefined;
  readonly count: number;
}

/**
 * Fills a database with evaluations, without a sync and with the indexes of orders made last; leaves one alone that has
 * them already, and goes on with one that has some.
 */
export async function loadEvaluations(
  { folder, url, count }: Loading,
  context: { readonly log: (message: string) => void; readonly signal: AbortSignal },
): Promise<Loaded> {
  const file = join(folder, 'registry.db');
  const db = await openRegistryDatabase(folder, url);
  try {
    const isPostgres = dialectOf(db) === 'postgres';
    await migrate(db, MIGRATIONS);
    const kept = await keptCount(db);
    if (kept > count) {
      throw new Error(
        `${folder} keeps ${String(kept)} evaluations instead of ${String(count)}; name another folder`,
      );
    }
    if (kept < count || !(await hasIndexes(db))) await fill(db, { kept, count }, context);
    const size = isPostgres
      ? await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(db)
      : undefined;
    return { ...(await blocksIn(db)), bytes: size?.rows[0]?.bytes ?? (await stat(file)).size };
  } finally {
    await db.destroy();
  }
}

export async function openRegistryDatabase(folder: string, url: string | undefined): Promise<Database> {
  const location = databaseLocation(url, { path: join(folder, 'registry.db'), synchronous: 'full' });
  return await openDatabase<Tables>(location, {
    schema: 'blockqnn_registry',
    applicationName: 'blockqnn-bench',
  });
}

async function keptCount(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from evaluation_message`.execute(db);
  return rows[0]?.count ?? 0;
}

async function fill(
  db: Database,
  { kept, count }: { readonly kept: number; readonly count: number },
  { log, signal }: { readonly log: (message: string) => void; readonly signal: AbortSignal },
): Promise<void> {
  const isPostgres = dialectOf(db) === 'postgres';
  if (!isPostgres) await sql`pragma synchronous = off`.execute(db);
  for (const { name } of ORDER_INDEXES) await db.schema.dropIndex(name).ifExists().execute();
  const evaluations = new BenchEvaluations();
  for (let begin = 0; begin < count; begin += BATCH) {
    signal.throwIfAborted();
    const rows = Array.from({ length: Math.min(BATCH, count - begin) }, () => evaluations.next());
    if (begin >= kept) await keepRows(db, rows);
    if ((begin + BATCH) % 100_000 === 0) log(`${String(begin + BATCH)} evaluations kept`);
  }
  log('making the indexes');
  await db.transaction().execute(async (transaction) => {
    if (isPostgres) await sql`set local statement_timeout = 0`.execute(transaction);
    await createOrderIndexes(transaction);
  });
  // The server does so by itself, within minutes.
  if (isPostgres) await sql`vacuum (analyze)`.execute(db);
}

/** They are made last. */
async function hasIndexes(db: Database): Promise<boolean> {
  const names = ORDER_INDEXES.map(({ name }) => name);
  const { rows } =
    dialectOf(db) === 'postgres'
      ? await sql`select from pg_indexes where schemaname = current_schema() and indexname in (${sql.join(names)})`.execute(
          db,
        )
      : await sql`select 1 from sqlite_master where type = 'index' and name in (${sql.join(names)})`.execute(
          db,
        );
  return rows.length === names.length;
}

const SAMPLE = 500;

async function blocksIn(db: Database): Promise<Pick<Loaded, 'blocks' | 'sample'>> {
  const { rows } = await sql<{ count: number; last: number }>`
    select count(*) as count, max(ordinal) as last from block`.execute(db);
  const { count, last } = rows[0] ?? { count: 0, last: 0 };
  const sample = [];
  for (let at = 0; at < SAMPLE; at++) {
    const block = await db
      .selectFrom('block')
      .select(['block', 'nsc'])
      .where('ordinal', '>=', Math.max(1, Math.floor((at * last) / SAMPLE)))
      .orderBy('ordinal')
      .limit(1)
      .executeTakeFirstOrThrow();
    sample.push(block);
  }
  return { blocks: count, sample };
}
