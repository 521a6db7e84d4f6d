import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres, openSqlite } from '@blockqnn/storage';
import { sql, type Kysely } from 'kysely';
import type { StoredSearch } from '../checker/evidence.js';
import type { FaultSystem } from '../system/fault-system.js';

/** The schema of PostgreSQL that the controller keeps its tables in. */
const CONTROLLER_SCHEMA = 'blockqnn_controller';

/** The controller's database, to be read at rest, past the controller. */
export async function withControllerDatabase<Result>(
  system: FaultSystem,
  work: (db: Kysely<unknown>) => Promise<Result>,
): Promise<Result> {
  if (system.postgres) {
    const location = { kind: 'postgres', url: system.postgres.url('controller') } as const;
    const db = openPostgres<unknown>(location, { schema: CONTROLLER_SCHEMA, applicationName: 'checker' });
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  }
  // Its owner locks others out; a copy made at rest is as good.
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-faults-copy-'));
  try {
    for (const suffix of ['', '-wal']) {
      const file = `${system.controllerDatabaseFile}${suffix}`;
      if (existsSync(file)) copyFileSync(file, join(folder, `controller.db${suffix}`));
    }
    const db = await openSqlite<unknown>({ path: join(folder, 'controller.db') });
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function outboxCount(db: Kysely<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`select count(*) as count from outbox`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

export async function storedSearch(db: Kysely<unknown>, searchId: string): Promise<StoredSearch> {
  const trials = await sql<{ number: number; made_after: number; sequence: number | null }>`
    select number, made_after, sequence from trial where search = ${searchId}`.execute(db);
  return {
    strategy: await storedStrategy(db, searchId),
    order: new Map(
      trials.rows.map(({ number, made_after, sequence }) => [
        number,
        { madeAfter: made_after, sequence: sequence ?? undefined },
      ]),
    ),
    outboxCount: await outboxCount(db),
  };
}

/** The newest complete snapshot, and over it the deltas in their order. */
async function storedStrategy(db: Kysely<unknown>, searchId: string): Promise<Map<string, string>> {
  const snapshot = await sql<{ entries_json: string }>`
    select entries_json from strategy_snapshot where search = ${searchId} and number = (
      select max(number) from strategy_snapshot where search = ${searchId} and is_last = 1
    ) order by part`.execute(db);
  const deltas = await sql<{ entries_json: string }>`
    select entries_json from strategy_delta where search = ${searchId} order by number`.execute(db);
  const strategy = new Map<string, string>();
  for (const { entries_json } of [...snapshot.rows, ...deltas.rows]) {
    const flat = JSON.parse(entries_json) as string[];
    for (let i = 0; i + 1 < flat.length; i += 2) strategy.set(flat[i] ?? '', flat[i + 1] ?? '');
  }
  return strategy;
}
