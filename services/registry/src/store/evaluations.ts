import type { EvaluationMessage } from '@blockqnn/api';
import { evaluationFromJson, evaluationToJson } from '@blockqnn/events';
import type { Selectable } from 'kysely';
import type { KeptEvaluation } from '../kept-evaluation.js';
import type { Database, EvaluationTable } from './tables.js';

export type EvaluationRow = Selectable<EvaluationTable>;

/** Whether the evaluation was new, known, or known with other content (which is replaced; its place stays). */
export type Kept = 'new' | 'known' | 'replaced';

/** Keeps an evaluation; each trial has one, however often it is sent. */
export async function keepEvaluation(db: Database, evaluation: KeptEvaluation): Promise<Kept> {
  const row = toRow(evaluation);
  // Each statement by itself is whole, and whatever comes between them has come with the same trial.
  const inserted = await db
    .insertInto('evaluation')
    .values(row)
    .onConflict((conflict) => conflict.columns(['search', 'trial']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return 'new';
  const { numUpdatedRows } = await db
    .updateTable('evaluation')
    .set(row)
    .where('search', '=', row.search)
    .where('trial', '=', row.trial)
    .where('message_json', '!=', row.message_json)
    .executeTakeFirst();
  return numUpdatedRows === 0n ? 'known' : 'replaced';
}

function toRow({
  searchId,
  trialNumber,
  blockId,
  density,
  message,
}: KeptEvaluation): Omit<EvaluationRow, 'ordinal'> {
  const { measurement, figures } = message;
  return {
    search: searchId,
    trial: trialNumber,
    block: blockId,
    dataset: message.dataset,
    worker: message.worker,
    accuracy: measurement?.accuracy ?? null,
    reward: message.reward,
    flops: figures?.flops ?? 0,
    parameters: figures?.parameters ?? 0,
    activation_bytes: figures?.activationBytes ?? 0,
    density,
    weights_sha256: measurement?.weightsSha256 || null,
    message_json: evaluationToJson(message),
  };
}

export function messageOf(row: Pick<EvaluationRow, 'message_json'>): EvaluationMessage {
  return evaluationFromJson(row.message_json);
}

export interface ListedIn {
  readonly search?: string;
  readonly block?: string;
}

/** In order of arrival, from after the given ordinal on. */
export function listEvaluations(
  db: Database,
  { search, block }: ListedIn,
  after: number,
  limit: number,
): Promise<EvaluationRow[]> {
  let query = db
    .selectFrom('evaluation')
    .selectAll()
    .where('ordinal', '>', after)
    .orderBy('ordinal')
    .limit(limit);
  if (search !== undefined) query = query.where('search', '=', search);
  if (block !== undefined) query = query.where('block', '=', block);
  return query.execute();
}

/** All evaluations of a block, the best first: measured ones by reward, then failures. */
export function evaluationsOfBlock(db: Database, block: string): Promise<EvaluationRow[]> {
  return db
    .selectFrom('evaluation')
    .selectAll()
    .where('block', '=', block)
    .orderBy((builder) => builder('accuracy', 'is', null))
    .orderBy('reward', 'desc')
    .orderBy('ordinal')
    .execute();
}
