import { durationFromProto, timestampFromProto } from '@blockqnn/api';
import { evaluationToJson } from '@blockqnn/events';
import { blockSketch, formatBlock, formatSketch } from '@blockqnn/nsc';
import type { Transaction } from 'kysely';
import type { KeptEvaluation } from '../kept-evaluation.js';
import type { BlockTable, Database, EvaluationTable, Tables } from './tables.js';

/** Whether the evaluation was new, known, or known with other content (which is replaced; its place stays). */
export type Kept = 'new' | 'known' | 'replaced';

/** Rows of a statement, so that it has fewer parameters than a database takes. */
const MAX_ROWS = 500;

/**
 * Keeps evaluations in the order given; each trial has one, however often it is sent. All are kept, or none where it
 * throws. Says of each what became of it.
 */
export function keepEvaluations(
  db: Database,
  evaluations: readonly KeptEvaluation[],
): Promise<readonly Kept[]> {
  return keepRows(db, evaluations.map(rowsOf));
}

/** As {@link keepEvaluations}, of what is to be in the tables. */
export async function keepRows(db: Database, rows: readonly EvaluationRows[]): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  await db.transaction().execute(async (transaction) => {
    for (let begin = 0; begin < rows.length; begin += MAX_ROWS) {
      kept.push(...(await keepSome(transaction, rows.slice(begin, begin + MAX_ROWS))));
    }
  });
  return kept;
}

/** An evaluation as the tables have it, before it has its ordinal. */
export interface EvaluationRows {
  readonly figures: Omit<EvaluationTable, 'ordinal'>;
  readonly json: string;
  readonly block: Omit<BlockTable, 'ordinal'>;
}

async function keepSome(transaction: Transaction<Tables>, rows: readonly EvaluationRows[]): Promise<Kept[]> {
  const first = await reserveOrdinals(transaction, rows.length);
  const inserted = await transaction
    .insertInto('evaluation')
    .values(rows.map(({ figures }, index) => ({ ordinal: first + index, ...figures })))
    .onConflict((conflict) => conflict.columns(['search', 'trial']).doNothing())
    .returning('ordinal')
    .execute();
  const isNew = new Set(inserted.map(({ ordinal }) => ordinal - first));
  const messages = rows
    .map(({ json }, index) => ({ ordinal: first + index, message_json: json }))
    .filter((_, index) => isNew.has(index));
  if (messages.length > 0) {
    await transaction.insertInto('evaluation_message').values(messages).execute();
    await keepBlocks(transaction, rows, first);
  }
  const kept: Kept[] = [];
  for (const [index, row] of rows.entries()) {
    kept.push(isNew.has(index) ? 'new' : await replace(transaction, row, first + index));
  }
  return kept;
}

/** The first of so many ordinals that nobody else gets. Waits for whoever reserved some and has not committed yet. */
async function reserveOrdinals(transaction: Transaction<Tables>, count: number): Promise<number> {
  const { last } = await transaction
    .updateTable('arrival')
    .set((row) => ({ last: row('last', '+', count) }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return last - count + 1;
}

async function keepBlocks(
  transaction: Transaction<Tables>,
  rows: readonly EvaluationRows[],
  firstOrdinal: number,
): Promise<void> {
  await transaction
    .insertInto('block')
    .values(rows.map(({ block }, index) => ({ ordinal: firstOrdinal + index, ...block })))
    .onConflict((conflict) => conflict.column('block').doNothing())
    .execute();
}

async function replace(
  transaction: Transaction<Tables>,
  { figures, json, block }: EvaluationRows,
  spareOrdinal: number,
): Promise<Kept> {
  const { ordinal, message_json: known } = await transaction
    .selectFrom('evaluation')
    .innerJoin('evaluation_message as message', 'message.ordinal', 'evaluation.ordinal')
    .select(['evaluation.ordinal', 'message.message_json'])
    .where('search', '=', figures.search)
    .where('trial', '=', figures.trial)
    .executeTakeFirstOrThrow();
  if (known === json) return 'known';
  await transaction.updateTable('evaluation').set(figures).where('ordinal', '=', ordinal).execute();
  await transaction
    .updateTable('evaluation_message')
    .set({ message_json: json })
    .where('ordinal', '=', ordinal)
    .execute();
  await keepBlocks(transaction, [{ figures, json, block }], spareOrdinal);
  return 'replaced';
}

function rowsOf({ searchId, trialNumber, blockId, block, density, message }: KeptEvaluation): EvaluationRows {
  const { measurement, figures } = message;
  return {
    figures: {
      search: searchId,
      trial: trialNumber,
      block: blockId,
      dataset: message.dataset,
      worker: message.worker,
      strategy: message.strategy,
      accuracy: measurement?.accuracy ?? null,
      reward: message.reward,
      flops: figures?.flops ?? 0,
      parameters: figures?.parameters ?? 0,
      activation_bytes: figures?.activationBytes ?? 0,
      density,
      layers: block.layers.length,
      attempt: message.attempt,
      duration: measurement ? (durationFromProto(measurement.duration) ?? 0) / 1000 : null,
      complete_time: Math.floor(timestampFromProto(message.completeTime) ?? 0),
      weights_sha256: measurement?.weightsSha256 || null,
    },
    json: evaluationToJson(message),
    block: { block: blockId, nsc: formatBlock(block), sketch: formatSketch(blockSketch(block)) },
  };
}
