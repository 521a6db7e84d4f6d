import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres, openSqlite } from '@blockqnn/storage';
import { sql, type Kysely } from 'kysely';
import type { StoredSearch } from '../checker/evidence.js';
import type { FaultSystem } from '../system/fault-system.js';
import { auditedWrites } from './write-audit.js';

/** The schema of PostgreSQL that the controller keeps its tables in. */
const CONTROLLER_SCHEMA = 'controller';

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

export async function storedSearch(
  db: Kysely<unknown>,
  searchId: string,
  audited: boolean,
): Promise<StoredSearch> {
  const { rows } = await sql<{ key: string; value: string }>`
    select key, value from strategy_state where search = ${searchId}`.execute(db);
  return {
    strategy: new Map(rows.map(({ key, value }) => [key, value])),
    outboxCount: await outboxCount(db),
    writes: audited ? await auditedWrites(db) : [],
  };
}
