import { sql, type Kysely } from 'kysely';

const ENTRIES_PER_PART = 2_000;

/** Strategies' states were a row for each key; they become snapshots. */
export async function moveStrategyStates(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('strategy_snapshot')
    .addColumn('search', 'text', (column) => column.notNull().references('search.id'))
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('is_last', 'integer', (column) => column.notNull())
    .addColumn('entries_json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('strategy_snapshot_key', ['search', 'number', 'part'])
    .execute();
  const searches = await sql<{ search: string }>`select distinct search from strategy_state`.execute(db);
  for (const { search } of searches.rows) {
    const { rows } = await sql<{ key: string; value: string }>`
      select key, value from strategy_state where search = ${search} order by key`.execute(db);
    for (let start = 0, part = 1; start < rows.length; start += ENTRIES_PER_PART, part += 1) {
      const entries = rows.slice(start, start + ENTRIES_PER_PART).flatMap(({ key, value }) => [key, value]);
      const isLast = start + ENTRIES_PER_PART >= rows.length ? 1 : 0;
      await sql`
        insert into strategy_snapshot (search, number, part, is_last, entries_json)
        values (${search}, 1, ${part}, ${isLast}, ${JSON.stringify(entries)})`.execute(db);
    }
  }
  await db.schema.dropTable('strategy_state').execute();
}
