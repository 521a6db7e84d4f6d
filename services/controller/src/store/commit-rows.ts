import type { BatchRows } from '../commit/batch.js';
import type { Trial } from '../domain/trial.js';
import { requestAnswer } from '../live/requests.js';
import { outboxRow } from './outbox.js';
import { mutableSearchColumns, searchToRow } from './search-row.js';
import { formatEntries } from './strategy-state.js';
import type { Database, TrialRow } from './tables.js';
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
    await db.updateTable('search').set(mutableSearchColumns(search)).where('id', '=', search.id).execute();
  }
  for (const chunk of chunks(rows.trials)) await upsertTrials(db, chunk);
  for (const chunk of chunks(rows.deltas)) {
    await db
      .insertInto('strategy_delta')
      .values(
        chunk.map(({ searchId, number, entries }) => ({
          search: searchId,
          number,
          entries_json: formatEntries(entries),
        })),
      )
      .execute();
  }
  const firstOutboxId = lastOutboxId - rows.messages.length + 1;
  const outboxRows = rows.messages.map((message, index) => outboxRow(firstOutboxId + index, message));
  for (const chunk of chunks(outboxRows)) await db.insertInto('outbox').values(chunk).execute();
  for (const { method, requestId, digest, answerJson } of rows.requests) {
    await db
      .insertInto('request')
      .values({ method, request_id: requestId, digest, answer_json: answerJson, created_at_ms: nowMs })
      .execute();
  }
  for (const searchId of rows.purged) await purge(db, searchId);
}

/** New trials and changed ones alike: that is one statement, whatever the batch. */
async function upsertTrials(db: Database, trials: readonly Trial[]): Promise<void> {
  await db
    .insertInto('trial')
    .values(trials.map(trialToRow))
    .onConflict((conflict) =>
      conflict
        .columns(['search', 'number'])
        .doUpdateSet((row) =>
          Object.fromEntries(MUTABLE_TRIAL_COLUMNS.map((column) => [column, row.ref(`excluded.${column}`)])),
        ),
    )
    .execute();
}

/** All but what a trial is made with. */
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
