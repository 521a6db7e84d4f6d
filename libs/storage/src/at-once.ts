import type { Kysely, QueryExecutorProvider } from 'kysely';

/** A statement with its parameters, as Kysely's `compile()` makes it. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The rows that a statement answers; none of one that answers nothing. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** What an adapter of a database has that can do {@link executeAtOnce}. */
export interface AtOnceAdapter {
  executeAtOnce(db: Kysely<unknown>, statements: readonly Statement[]): Promise<readonly Rows[]>;
}

/**
 * Executes a transaction whose statements are all known before it begins, with one wait in all instead of one
 * for each statement: PostgreSQL gets them in one go, SQLite executes them one after the other and
 * syncs in the background. Resolves with each statement's rows when they are on disk. Where one fails, nothing
 * is done, and this rejects with its error; that the database refuses a statement must therefore be
 * an error, as of a violated constraint, since no row count is looked at in between.
 *
 * @throws TypeError where the database was not opened by this library.
 */
export async function executeAtOnce<DB>(
  db: Kysely<DB>,
  statements: readonly Statement[],
): Promise<readonly Rows[]> {
  return await adapterOf(db).executeAtOnce(db as Kysely<unknown>, statements);
}

function adapterOf(db: QueryExecutorProvider): AtOnceAdapter {
  const { adapter } = db.getExecutor();
  if ('executeAtOnce' in adapter) return adapter as unknown as AtOnceAdapter;
  throw new TypeError('not a database that openDatabase opened');
}
