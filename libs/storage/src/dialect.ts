import { PostgresAdapter, type QueryExecutorProvider } from 'kysely';

/** What kind of database statements go to; also within a transaction. */
export function dialectOf(db: QueryExecutorProvider): 'sqlite' | 'postgres' {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
