import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseLocation, dialectOf, migrate, openDatabase } from '@blockqnn/storage';
import { sql } from 'kysely';
import { keepRows } from '../../../services/registry/src/store/keep-evaluations.js';
import { MIGRATIONS } from '../../../services/registry/src/store/migrations.js';
import type { Tables } from '../../../services/registry/src/store/tables.js';
import { BenchEvaluations } from './evaluations.js';

/** Rows committed at once. */
const BATCH = 1000;

export interface Loaded {
  /** What was loaded, to be asked for. */
  readonly evaluations: BenchEvaluations;
  /** Spent in the database and on its statements, not on making rows up. */
  readonly keepSeconds: number;
  readonly bytes: number;
}

/** Fills an empty database with evaluations by the statements of the intake, many to a commit. */
export async function loadEvaluations(
  {
    folder,
    url,
    count,
  }: { readonly folder: string; readonly url: string | undefined; readonly count: number },
  { log, signal }: { readonly log: (message: string) => void; readonly signal: AbortSignal },
): Promise<Loaded> {
  const file = join(folder, 'registry.db');
  const location = databaseLocation(url, { path: file, synchronous: 'full' });
  const db = await openDatabase<Tables>(location, {
    schema: 'blockqnn_registry',
    applicationName: 'blockqnn-bench',
  });
  try {
    await migrate(db, MIGRATIONS);
    const evaluations = new BenchEvaluations();
    let keepMs = 0;
    for (let kept = 0; kept < count; kept += BATCH) {
      signal.throwIfAborted();
      const rows = Array.from({ length: Math.min(BATCH, count - kept) }, () => evaluations.next());
      const begin = performance.now();
      await keepRows(db, rows);
      keepMs += performance.now() - begin;
      if ((kept + BATCH) % 100_000 === 0) log(`${String(kept + BATCH)} evaluations kept`);
    }
    const isPostgres = dialectOf(db) === 'postgres';
    // The server does so by itself, within minutes.
    if (isPostgres) await sql`analyze`.execute(db);
    const size = isPostgres
      ? await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(db)
      : undefined;
    return {
      evaluations,
      keepSeconds: keepMs / 1000,
      bytes: size?.rows[0]?.bytes ?? (await stat(file)).size,
    };
  } finally {
    await db.destroy();
  }
}
