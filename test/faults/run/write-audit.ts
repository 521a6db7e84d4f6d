import { sql, type Kysely } from 'kysely';
import type { AuditedWrite } from '../checker/evidence.js';

/** Tables of the controller whose every change is recorded. */
const TABLES = ['search', 'trial', 'strategy_state', 'strategy_delta', 'outbox', 'leadership'];

/**
 * Lets PostgreSQL itself record each statement that changes the controller's tables: on which connection, and in
 * which epoch. The controller knows nothing of it.
 */
export async function installWriteAudit(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ tablename: string }>`
    select tablename from pg_tables where schemaname = current_schema()`.execute(db);
  const present = TABLES.filter((table) => rows.some(({ tablename }) => tablename === table));
  if (!present.includes('leadership')) return;
  await sql`create table if not exists fault_audit (
    sequence bigserial primary key, writer text not null, epoch bigint not null, tablename text not null
  )`.execute(db);
  await sql`create or replace function fault_audit_write() returns trigger language plpgsql as $$
    begin
      insert into fault_audit (writer, epoch, tablename)
        select current_setting('application_name'), coalesce(max(epoch), 0), tg_table_name from leadership;
      return null;
    end $$`.execute(db);
  // A controller that has lost its place still tries to renew it; that changes no row, and is no write.
  for (const table of present) {
    await sql`create or replace trigger fault_audit after insert or update or delete on ${sql.table(table)}
      for each ${sql.raw(table === 'leadership' ? 'row' : 'statement')} execute function fault_audit_write()`.execute(
      db,
    );
  }
}

/** Everything recorded since the last call. */
export async function auditedWrites(db: Kysely<unknown>): Promise<AuditedWrite[]> {
  const { rows } = await sql<{
    sequence: number | string;
    writer: string;
    epoch: number | string;
    tablename: string;
  }>`
    select sequence, writer, epoch, tablename from fault_audit order by sequence`.execute(db);
  return rows.map(({ sequence, writer, epoch, tablename }) => ({
    sequence: Number(sequence),
    writer,
    epoch: Number(epoch),
    table: tablename,
  }));
}
