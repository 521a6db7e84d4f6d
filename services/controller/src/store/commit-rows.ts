import type { Statement } from '@blockqnn/storage';
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
 * The statements that write what the operations of a batch changed.
 *
 * @param firstOutboxId Id of the first message; the others count up from it.
 */
export function rowStatements(
  db: Database,
  rows: BatchRows,
  { nowMs, firstOutboxId }: { readonly nowMs: number; readonly firstOutboxId: number },
): Statement[] {
  const outboxRows = rows.messages.map((message, index) => outboxRow(firstOutboxId + index, message));
  return [
    ...rows.newSearches.map((search) => db.insertInto('search').values(searchToRow(search)).compile()),
    ...rows.searches.map((search) =>
      UPDATE_SEARCH.of(db, [{ ...mutableSearchColumns(search), id: search.id }]),
    ),
    ...chunks(rows.trials).map((chunk) => UPSERT_TRIALS.of(db, chunk.map(trialToRow))),
    ...chunks(rows.deltas).map((chunk) => INSERT_DELTAS.of(db, chunk.map(deltaToRow))),
    ...chunks(outboxRows).map((chunk) => INSERT_MESSAGES.of(db, chunk)),
    ...rows.requests.map((request) =>
      db
        .insertInto('request')
        .values({
          method: request.method,
          request_id: request.requestId,
          digest: request.digest,
          answer_json: request.answerJson,
          created_at_ms: nowMs,
        })
        .compile(),
    ),
    ...rows.purged.flatMap((searchId) => purge(db, searchId)),
  ];
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

function purge(db: Database, searchId: string): readonly Statement[] {
  return [
    db.deleteFrom('strategy_delta').where('search', '=', searchId).compile(),
    db.deleteFrom('strategy_snapshot').where('search', '=', searchId).compile(),
    db.deleteFrom('trial').where('search', '=', searchId).compile(),
    db.deleteFrom('search').where('id', '=', searchId).compile(),
    db.deleteFrom('request').where('answer_json', '=', requestAnswer(searchId)).compile(),
  ];
}

function chunks<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const pieces: (readonly Row[])[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    pieces.push(rows.slice(start, start + ROWS_PER_STATEMENT));
  }
  return pieces;
}
