import { sql, type Kysely } from 'kysely';
import type { AuditedWrite } from '../checker/evidence.js';

/**
 * Tables of the controller whose changes are recorded. Of the outbox only what is put in counts: what was published
 * may be taken out by whoever published it.
 */
const EVENTS = {
  leadership: 'insert or update or delete',
  outbox: 'insert',
  request: 'insert or update or delete',
  search: 'insert or update or delete',
  strategy_delta: 'insert or update or delete',
  strategy_snapshot: 'insert or update or delete',
  trial: 'insert or update or delete',
} as const;

/**
 * Lets PostgreSQL itself record each statement that changes the controller's tables: on which connection, and in
 * which epoch. The controller knows nothing of it.
 */
export async function installWriteAudit(db: Kysely<unknown>): Promise<void> {
  await sql`create table if not exists fault_audit (
    sequence bigserial primary key, writer text not null, epoch bigint not null, tablename text not null
  )`.execute(db);
  await sql`create or replace function fault_audit_write() returns trigger language plpgsql as $$
    begin
      insert into fault_audit (writer, epoch, tablename)
        select current_setting('application_name'), coalesce(max(epoch), 0), tg_table_name from leadership;
      return null;
    end $$`.execute(db);
  for (const [table, events] of Object.entries(EVENTS)) {
    // A controller that has lost its place still tries to renew it; that changes no row, and is no write.
    const each = table === 'leadership' ? 'row' : 'statement';
    await sql`create or replace trigger fault_audit after ${sql.raw(events)} on ${sql.table(table)}
      for each ${sql.raw(each)} execute function fault_audit_write()`.execute(db);
  }
}

/** Everything recorded so far; of several writes in a row by one writer in one epoch the first. */
export async function auditedWrites(db: Kysely<unknown>): Promise<AuditedWrite[]> {
  const { rows } = await sql<{
    sequence: number | string;
    writer: string;
    epoch: number | string;
    tablename: string;
  }>`
    select sequence, writer, epoch, tablename from (
      select *, lag(writer) over (order by sequence) as writer_before,
        lag(epoch) over (order by sequence) as epoch_before
      from fault_audit
    ) as each
    where writer is distinct from writer_before or epoch is distinct from epoch_before
    order by sequence`.execute(db);
  return rows.map(({ sequence, writer, epoch, tablename }) => ({
    sequence: Number(sequence),
    writer,
    epoch: Number(epoch),
    table: tablename,
  }));
}
