import type { AgentDelta, BatchRows } from '../commit/batch.js';
import { requestAnswer } from '../live/requests.js';
import { outboxRow } from './outbox.js';
import { RowStatement } from './row-statement.js';
import { MUTABLE_SEARCH_COLUMNS, mutableSearchColumns, searchToRow } from './search-row.js';
import { formatEntries } from './strategy-state.js';
import type { Database, OutboxTable, StrategyDeltaTable, TrialRow } from './tables.js';
import { trialToRow } from './trial-row.js';

/** Trials or messages in one statement; a trial has 27 columns, and SQLite takes 32,766 parameters. */
const ROWS_PER_STATEMENT = 250;

/**
 * Writes what the operations of a batch changed, as part of a transaction.
 *
 * @param lastOutboxId Id of the last message; those before count up to it.
 */
export async function writeRows(
  db: Database,
  rows: BatchRows,
  { nowMs, lastOutboxId }: { readonly nowMs: number; readonly lastOutboxId: number },
): Promise<void> {
  for (const search of rows.newSearches) {
    await db.insertInto('search').values(searchToRow(search)).execute();
  }
  for (const search of rows.searches) {
    await UPDATE_SEARCH.execute(db, [{ ...mutableSearchColumns(search), id: search.id }]);
  }
  for (const chunk of chunks(rows.trials)) await UPSERT_TRIALS.execute(db, chunk.map(trialToRow));
  for (const chunk of chunks(rows.deltas)) await INSERT_DELTAS.execute(db, chunk.map(deltaToRow));
  const firstOutboxId = lastOutboxId - rows.messages.length + 1;
  const outboxRows = rows.messages.map((message, index) => outboxRow(firstOutboxId + index, message));
  for (const chunk of chunks(outboxRows)) await INSERT_MESSAGES.execute(db, chunk);
  for (const { method, requestId, digest, answerJson } of rows.requests) {
    await db
      .insertInto('request')
      .values({ method, request_id: requestId, digest, answer_json: answerJson, created_at_ms: nowMs })
      .execute();
  }
  for (const searchId of rows.purged) await purge(db, searchId);
}

/** What a trial is made with. */
const IMMUTABLE_TRIAL_COLUMNS = [
  'search',
  'number',
  'block_id',
  'nsc',
  'flops',
  'parameters',
  'activation_bytes',
  'created_at_ms',
  'made_after',
  'origin',
] as const satisfies readonly (keyof TrialRow)[];

/** All others. */
const MUTABLE_TRIAL_COLUMNS = [
  'draws_json',
  'state',
  'attempt',
  'excused_attempts',
  'worker',
  'request_id',
  'lease_token',
  'given_back',
  'available_at_ms',
  'lost_attempts_json',
  'epochs_json',
  'outcome_json',
  'reward',
  'best',
  'sequence',
  'completed_at_ms',
] as const satisfies readonly (keyof TrialRow)[];

/** New trials and changed ones alike: that is one statement, whatever the batch. */
const UPSERT_TRIALS = new RowStatement<TrialRow>(
  [...IMMUTABLE_TRIAL_COLUMNS, ...MUTABLE_TRIAL_COLUMNS],
  (db, rows) =>
    db
      .insertInto('trial')
      .values([...rows])
      .onConflict((conflict) =>
        conflict
          .columns(['search', 'number'])
          .doUpdateSet((row) =>
            Object.fromEntries(
              MUTABLE_TRIAL_COLUMNS.map((column) => [column, row.ref(`excluded.${column}`)]),
            ),
          ),
      ),
);

const INSERT_DELTAS = new RowStatement<StrategyDeltaTable>(['search', 'number', 'entries_json'], (db, rows) =>
  db.insertInto('strategy_delta').values([...rows]),
);

const INSERT_MESSAGES = new RowStatement<OutboxTable>(
  ['id', 'subject', 'message_id', 'headers_json', 'body'],
  (db, rows) => db.insertInto('outbox').values([...rows]),
);

type SearchColumns = ReturnType<typeof mutableSearchColumns> & { readonly id: string };

const UPDATE_SEARCH = new RowStatement<SearchColumns>([...MUTABLE_SEARCH_COLUMNS, 'id'], (db, rows) => {
  const [{ id, ...columns } = { id: '' }] = rows;
  return db.updateTable('search').set(columns).where('id', '=', id);
});

function deltaToRow({ searchId, number, entries }: AgentDelta): StrategyDeltaTable {
  return { search: searchId, number, entries_json: formatEntries(entries) };
}

async function purge(db: Database, searchId: string): Promise<void> {
  await db.deleteFrom('strategy_delta').where('search', '=', searchId).execute();
  await db.deleteFrom('strategy_snapshot').where('search', '=', searchId).execute();
  await db.deleteFrom('trial').where('search', '=', searchId).execute();
  await db.deleteFrom('search').where('id', '=', searchId).execute();
  await db.deleteFrom('request').where('answer_json', '=', requestAnswer(searchId)).execute();
}

function* chunks<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    yield rows.slice(start, start + ROWS_PER_STATEMENT);
  }
}
