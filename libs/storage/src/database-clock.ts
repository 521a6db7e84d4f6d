import { type QueryExecutorProvider, sql } from 'kysely';
import { dialectOf } from './dialect.js';

/**
 * The database's clock, in whole milliseconds since 1970: one for all processes that use the database. That of
 * a SQLite file is this machine's. Takes a transaction as well.
 */
export async function databaseNowMs(db: QueryExecutorProvider): Promise<number> {
  const now =
    dialectOf(db) === 'sqlite'
      ? sql`cast(round(unixepoch('now', 'subsec') * 1000) as integer)`
      : sql`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;
  const { rows } = await sql<{ now: number }>`select ${now} as now`.execute(db);
  return rows[0]?.now ?? Number.NaN;
}
